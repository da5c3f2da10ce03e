using Claims.Common.Native;
using Claims.Measurements.Arrays;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Drift.Weights;

/// <summary>
/// What every write adds to all entries of the stream alike. Every norm takes it out, so that nothing the model says depends on it; but
/// norms of the stream, as in the published recovery, do. A candidate is measured with the baseline's: as the same function of the rest
/// of what is written. float64, on the CPU. D width, H heads, d a head's width.
/// </summary>
internal static class StreamMean
{
    private const double Nothing = 1e-30;

    /// <summary>The candidate with the baseline's means: the same function. Null where it has them already.</summary>
    /// <param name="before">The baseline.</param>
    /// <param name="after">The candidate, heads and units in the baseline's order.</param>
    /// <param name="rounding">A difference, relative to what is written, that is none.</param>
    public static VideoModel? Matched(VideoModel before, VideoModel after, double rounding)
    {
        using var scope = NewDisposeScope();
        using var detached = no_grad();
        var (own, others) = (before.Parts!, after.Parts!);
        Write[] writes =
        [
            .. Others(own).Zip(Others(others), Alone),
            .. own.Blocks.Zip(others.Blocks, (one, other) => Attention(one, other, before.Heads)).SelectMany(one => one),
        ];
        if (!writes.Any(write => write.Moves(rounding)))
            return null;
        return after.Map(weight => Array.Find(writes, write => ReferenceEquals(write.Tensor, weight))?.Matched() ?? weight.clone());
    }

    // All but attention's, and along which axis the stream's width lies.
    private static IEnumerable<(Tensor Tensor, int Width)> Others(ModelParts w) =>
        [(w.Projection.Weight, 0), (w.Projection.Bias, 0), .. w.Written.Select(tensor => (tensor, 2)),
            .. w.Blocks.SelectMany(block => new[] { (block.DownWeight, 0), (block.DownBias, 0) })];

    // Of an input, a unit, a token: one that is longer has a longer mean.
    private static Write Alone((Tensor Tensor, int Width) before, (Tensor Tensor, int Width) after)
    {
        Tensor one = Columns(before.Tensor, before.Width), other = Columns(after.Tensor, after.Width);
        return new Write(after.Tensor, after.Width, other, Scaled(one.mean([1]), one, other));
    }

    // A head's values may be in another basis: its mean is a function of what it writes, whatever the basis. What values' biases write
    // may be the output's bias as well: their sum is what counts.
    private static IEnumerable<Write> Attention(BlockWeights before, BlockWeights after, int heads)
    {
        Tensor one = Columns(before.OutputWeight, 0), other = Columns(after.OutputWeight, 0), values = Values(after);
        var mean =
            cat([.. one.chunk(heads, 0).Zip(other.chunk(heads, 0), (a, b) => mv(mm(Centred(b), linalg.pinv(Centred(a))), a.mean([1])))], 0);
        Tensor constant = Constant(before, one).unsqueeze(0), constantAfter = Constant(after, other).unsqueeze(0);
        return [new Write(after.OutputWeight, 0, other, mean),
            new Write(after.OutputBias, 0, Columns(after.OutputBias, 0),
                Scaled(constant.mean([1]), constant, constantAfter) - values.dot(mean))];
    }

    // [D].
    private static Tensor Constant(BlockWeights w, Tensor output) => WeightComparison.Exact(w.OutputBias).Plus(mv(output.t(), Values(w)));

    // [H·d].
    private static Tensor Values(BlockWeights w) =>
        w.QueryKeyValueBias is { } bias ? WeightComparison.Exact(bias).chunk(3, 0)[2] : zeros([w.OutputWeight.shape[1]], dtype: float64);

    private static Tensor Scaled(Tensor mean, Tensor before, Tensor after)
    {
        Tensor one = Centred(before), other = Centred(after);
        return mean * (one * other).sum([1]).Plus(Nothing) / one.pow(Scalars.Of(2)).sum([1]).Plus(Nothing);
    }

    // [columns, D].
    private static Tensor Columns(Tensor tensor, int width)
    {
        var exact = WeightComparison.Exact(tensor);
        return width == 0 ? exact.reshape(exact.shape[0], -1).t() : exact.reshape(-1, exact.shape[width]);
    }

    private static Tensor Centred(Tensor rows) => rows - rows.mean([1], keepdim: true);

    /// <summary>A tensor that writes to the stream.</summary>
    /// <param name="Tensor">The candidate's.</param>
    /// <param name="Width">The axis along which the stream's width lies.</param>
    /// <param name="Rows">Its columns: [columns, D].</param>
    /// <param name="Mean">The mean that each is to have.</param>
    private sealed record Write(Tensor Tensor, int Width, Tensor Rows, Tensor Mean)
    {
        public bool Moves(double rounding) => (Mean - Rows.mean([1])).abs().max().Number() > rounding * Rows.abs().max().Number();

        public Tensor Matched()
        {
            var rows = Centred(Rows).Plus(Mean.reshape(-1, 1));
            return (Width == 0 ? rows.t() : rows).reshape(Tensor.shape).to(Tensor.dtype).to(Tensor.device);
        }
    }
}
