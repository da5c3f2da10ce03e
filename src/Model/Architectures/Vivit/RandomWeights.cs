using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Claims.Common;
using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>
/// The weights of a ViViT that has learned nothing: projections normal of deviation 1/sqrt(inputs), CLS and positions of 0.02; 0 for
/// biases; 1 for the norms' scales. The same bits on every machine.
/// </summary>
public static class RandomWeights
{
    // The original's initializer_range, which it also has for projections. At its width, 768, that is near 1/sqrt(inputs); at others it
    // is not, and updates vanish.
    private const double TokenDeviation = 0.02;

    /// <summary>Draws the weights of an architecture, float32, on the CPU; the caller owns them.</summary>
    /// <remarks>
    /// Each tensor has a stream of its own, by its name: a class or a layer more leaves every other tensor, and the rows that were there
    /// before, as they are.
    /// </remarks>
    /// <param name="config">The architecture.</param>
    /// <param name="seed">From which everything follows.</param>
    public static VivitWeights Of(VivitConfig config, uint seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Drawn(config, name => new NumpyRandom(SeedOf(name, seed)));
    }

    /// <summary>
    /// The same from one stream for all tensors, in the order of their names: where the alley's shipped models began. It depends on every
    /// tensor's shape, so it is no control for a model with another number of classes.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static VivitWeights InOneStream(VivitConfig config, uint seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        var random = new NumpyRandom(seed);
        return Drawn(config, _ => random);
    }

    private static VivitWeights Drawn(VivitConfig config, Func<string, NumpyRandom> stream)
    {
        using var scope = NewDisposeScope();
        var drawn = VivitWeights.Expected(config).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => Draw(pair.Key, pair.Value, stream(pair.Key)));
        return VivitWeights.From(config, name => drawn[name].alias());
    }

    // The generator's seeds have 32 bits: the first of a hash, so that neighbouring seeds have nothing in common.
    private static uint SeedOf(string name, uint seed) => BinaryPrimitives.ReadUInt32LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(seed.ToString(CultureInfo.InvariantCulture) + " " + name)));

    private static Tensor Draw(string name, long[] shape, NumpyRandom random) =>
        name.EndsWith(".bias", StringComparison.Ordinal) ? zeros(shape, dtype: float32)
        : !name.EndsWith(".weight", StringComparison.Ordinal) ? Normal(shape, TokenDeviation, random)
        : shape.Length == 1 ? ones(shape, dtype: float32)
        : Normal(shape, 1 / Math.Sqrt(shape.Skip(1).Aggregate(1L, (product, length) => product * length)), random);

    // Twelve uniform numbers less six: mean 0, deviation 1, cut off at 6, and additions alone. Logarithms are not the same bits everywhere.
    private static Tensor Normal(long[] shape, double deviation, NumpyRandom random)
    {
        var values = new float[shape.Aggregate(1L, (product, length) => product * length)];
        for (var i = 0L; i < values.Length; i++)
        {
            var sum = 0L;
            for (var draw = 0; draw < 12; draw++)
                sum += random.NextUInt32();
            values[i] = (float)((sum / 4294967296.0 - 6) * deviation);
        }
        return tensor(values).reshape(shape);
    }
}
