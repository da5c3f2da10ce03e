using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements;

/// <summary>A ViViT that has learned nothing.</summary>
internal static class UntrainedVivit
{
    /// <summary>The original's initializer_range.</summary>
    private const double Deviation = 0.02;

    /// <summary>
    /// The same architecture, device and type with random weights: normal of deviation 0.02 for projections, CLS and positions; 0 for
    /// biases; 1 for the norms' scales. Drawn on the CPU in float32.
    /// </summary>
    public static Vivit Create(Vivit like, long seed)
    {
        using var generator = new Generator(unchecked((ulong)seed));
        var shapes = VivitWeights.Expected(like.Config);
        return new Vivit(like.Config, VivitWeights.From(like.Config, name => Draw(name, shapes[name]).to(like.Dtype).to(like.Device))) { BatchTokens = like.BatchTokens };

        Tensor Draw(string name, long[] shape) =>
            name.EndsWith(".bias", StringComparison.Ordinal) ? zeros(shape, dtype: float32)
            : shape.Length == 1 ? ones(shape, dtype: float32)
            : randn(shape, dtype: float32, generator: generator) * Deviation;
    }
}
