using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>Whether weights are an architecture's. D width, M the MLP's width.</summary>
internal static class VivitShapes
{
    /// <exception cref="ArgumentException">A tensor is of another shape or type than the model's; the message names it.</exception>
    public static void MustFit(VivitWeights weights, VivitConfig config)
    {
        config.MustBeWhole();
        long d = config.HiddenSize, classes = config.Labels.Count;
        var (frames, rows, columns) = config.TubeletSize;
        if (weights.Blocks.Count != config.Layers)
            throw new ArgumentException($"There are {weights.Blocks.Count} blocks; the model has {config.Layers}.", nameof(weights));
        if (!weights.Cls.is_floating_point())
            throw new ArgumentException($"A model computes in floating point; the weights are {weights.Cls.dtype}.", nameof(weights));
        foreach (var tensor in weights.All)
        {
            if (tensor.dtype != weights.Cls.dtype)
                throw new ArgumentException($"One of the weights is {tensor.dtype}, CLS is {weights.Cls.dtype}.", nameof(weights));
        }
        MustBe(nameof(weights.PatchWeight), weights.PatchWeight, d, (long)config.Channels * frames * rows * columns);
        MustBe(nameof(weights.PatchBias), weights.PatchBias, d);
        MustBe(nameof(weights.Cls), weights.Cls, 1, 1, d);
        MustBe(nameof(weights.Positions), weights.Positions, 1, config.Tokens, d);
        MustBe(nameof(weights.FinalNorm), weights.FinalNorm, d);
        MustBe(nameof(weights.ClassWeight), weights.ClassWeight, classes, d);
        MustBe(nameof(weights.ClassBias), weights.ClassBias, classes);
        for (var layer = 0; layer < config.Layers; layer++)
            MustFit($"Blocks[{layer}].", weights.Blocks[layer], d, config.MlpSize);
    }

    /// <exception cref="ArgumentException">It is of another shape.</exception>
    public static void MustBe(string name, Tensor tensor, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (!tensor.shape.SequenceEqual(shape))
            throw new ArgumentException($"{name} is {TensorText.Shape(tensor.shape)}; the model's is {TensorText.Shape(shape)}.", name);
    }

    private static void MustBe(string name, (Tensor Weight, Tensor Bias) norm, long d)
    {
        MustBe(name, norm.Weight, d);
        MustBe(name, norm.Bias, d);
    }

    private static void MustFit(string at, VivitWeights.Block w, long d, long m)
    {
        MustBe(at + nameof(w.NormBefore), w.NormBefore, d);
        MustBe(at + nameof(w.QueryKeyValueWeight), w.QueryKeyValueWeight, 3 * d, d);
        if (w.QueryKeyValueBias is { } bias)
            MustBe(at + nameof(w.QueryKeyValueBias), bias, 3 * d);
        MustBe(at + nameof(w.OutputWeight), w.OutputWeight, d, d);
        MustBe(at + nameof(w.OutputBias), w.OutputBias, d);
        MustBe(at + nameof(w.NormAfter), w.NormAfter, d);
        MustBe(at + nameof(w.UpWeight), w.UpWeight, m, d);
        MustBe(at + nameof(w.UpBias), w.UpBias, m);
        MustBe(at + nameof(w.DownWeight), w.DownWeight, d, m);
        MustBe(at + nameof(w.DownBias), w.DownBias, d);
    }
}
