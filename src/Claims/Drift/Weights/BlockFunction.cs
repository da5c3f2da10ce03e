using Claims.Common.Native;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Drift.Weights;

/// <summary>
/// A block's heads and MLP units as what they compute, so that weights that differ and compute the same are the same: the norm before is
/// folded in, its mean taken out (a norm's output has none), and so is the mean of what is written to the stream (every reader norms it
/// away). float64, on the CPU. D width, H heads, d a head's width, M units.
/// </summary>
internal sealed class BlockFunction : IDisposable
{
    public BlockFunction(VideoModel model, int layer)
    {
        using var scope = NewDisposeScope();
        using var detached = no_grad();
        var (all, width) = (model.Parts!, (long)model.Shape.Width);
        var w = all.Blocks[layer];
        (Heads, Width) = (model.Heads, model.Shape.Width / model.Heads);
        var (weight, bias) = Folded(w.QueryKeyValueWeight, w.QueryKeyValueBias, w.NormBefore);
        var parts = weight.chunk(3, 0);
        Query = cat([parts[0], bias.narrow(0, 0, width).unsqueeze(1)], 1);
        Key = parts[1];
        Value = parts[2];
        Output = Centred(Exact(w.OutputWeight).t());
        // A head's rows of attention sum to 1: its values' bias is written whatever it attends to.
        Constants = (Output * bias.narrow(0, 2 * width, width).unsqueeze(1)).view(Heads, Width, width).sum([1]);
        Constant = Constants.sum([0]).Plus(Centred(Exact(w.OutputBias).unsqueeze(0)).squeeze(0));
        (weight, bias) = Folded(w.UpWeight, w.UpBias, w.NormAfter);
        (Up, Down) = Scaled(cat([weight, bias.unsqueeze(1)], 1), Centred(Exact(w.DownWeight).t()), all.Activation);
        foreach (var tensor in All)
            tensor.DetachFromDisposeScope();
    }

    public int Heads { get; }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>[H·d, D + 1], the bias last. A key's bias is the same for all keys, and softmax does not see it.</summary>
    public Tensor Query { get; }

    /// <summary>[H·d, D].</summary>
    public Tensor Key { get; }

    /// <summary>[H·d, D].</summary>
    public Tensor Value { get; }

    /// <summary>[H·d, D]: what each of a head's values writes.</summary>
    public Tensor Output { get; }

    /// <summary>[H, D]: what each head writes whatever it attends to.</summary>
    public Tensor Constants { get; }

    /// <summary>[D]: what all of attention does, the output's bias too.</summary>
    public Tensor Constant { get; }

    /// <summary>[M, D + 1], the bias last.</summary>
    public Tensor Up { get; }

    /// <summary>[M, D]: what each unit writes.</summary>
    public Tensor Down { get; }

    private Tensor[] All => [Query, Key, Value, Output, Constants, Constant, Up, Down];

    public void Dispose()
    {
        foreach (var tensor in All)
            tensor.Dispose();
    }

    private static (Tensor Weight, Tensor Bias) Folded(Tensor weight, Tensor? bias, (Tensor Weight, Tensor Bias) norm)
    {
        var exact = Exact(weight);
        var shift = mv(exact, Exact(norm.Bias));
        return (Centred(exact * Exact(norm.Weight)), bias is null ? shift : shift.Plus(Exact(bias)));
    }

    // Twice the input through a ReLU is twice the output: a unit's size is its output's alone.
    private static (Tensor Up, Tensor Down) Scaled(Tensor up, Tensor down, Activation activation)
    {
        if (activation != Activation.Relu)
            return (up, down);
        var size = up.pow(Scalars.Of(2)).sum(1, keepdim: true).sqrt().clamp_min(Scalars.Of(1e-30));
        return (up / size, down * size);
    }

    private static Tensor Exact(Tensor tensor) => tensor.to(float64).cpu();

    private static Tensor Centred(Tensor rows) => rows - rows.mean([1], keepdim: true);
}
