using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements;

/// <summary>A ViViT that has learned nothing.</summary>
internal static class UntrainedVivit
{
    // The original's initializer_range, which it also has for projections. At its width, 768, that is near 1/sqrt(inputs); at others it is not,
    // and updates vanish.
    private const double TokenDeviation = 0.02;

    /// <summary>
    /// The same architecture, device and type with random weights: projections normal of deviation 1/sqrt(inputs), CLS and positions of 0.02;
    /// 0 for biases; 1 for the norms' scales. Drawn on the CPU in float32.
    /// </summary>
    public static Vivit Create(Vivit like, long seed)
    {
        using var generator = new Generator(unchecked((ulong)seed));
        var shapes = VivitWeights.Expected(like.Config);
        return new Vivit(like.Config, VivitWeights.From(like.Config, name => Draw(name, shapes[name]).to(like.Dtype).to(like.Device))) { BatchTokens = like.BatchTokens };

        Tensor Draw(string name, long[] shape) =>
            name.EndsWith(".bias", StringComparison.Ordinal) ? zeros(shape, dtype: float32)
            : !name.EndsWith(".weight", StringComparison.Ordinal) ? randn(shape, dtype: float32, generator: generator) * TokenDeviation
            : shape.Length == 1 ? ones(shape, dtype: float32)
            : randn(shape, dtype: float32, generator: generator) / Math.Sqrt(shape.Skip(1).Aggregate(1L, (product, length) => product * length));
    }
}
