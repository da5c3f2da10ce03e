using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>
/// Small models with random weights, large enough that every part matters: weights of standard deviation 0.3, biases too.
/// </summary>
internal static class SmallVivit
{
    public static VivitConfig Config(int layers = 3, int heads = 3, int headSize = 4, Activation activation = Activation.GeluFast,
        bool qkvBias = true) => new()
        {
            Layers = layers,
            Heads = heads,
            HiddenSize = heads * headSize,
            MlpSize = 2 * heads * headSize,
            Activation = activation,
            LayerNormEps = 1e-6,
            QkvBias = qkvBias,
            ImageSize = 6,
            Frames = 4,
            TubeletSize = (2, 3, 3),
            Channels = 3,
            Labels = ["bowling", "golf", "darts", "archery"],
        };

    public static Vivit Create(VivitConfig config, long seed, int batchTokens = 4096, ScalarType dtype = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var tensors = VivitWeights.Expected(config).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => randn(pair.Value, generator: generator) * 0.3);
        return new Vivit(config, VivitWeights.From(config, name => tensors[name].to(dtype))) { BatchTokens = batchTokens };
    }

    /// <summary>[1, T, C, H, W], uniform in [-1, 1].</summary>
    public static Tensor Clip(VivitConfig config, long seed)
    {
        using var generator = new Generator((ulong)seed);
        return rand([1, config.Frames, config.Channels, config.ImageSize, config.ImageSize], generator: generator) * 2 - 1;
    }
}
