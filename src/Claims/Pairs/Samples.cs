using Claims.Measurements.Arrays;

namespace Claims.Pairs;

/// <summary>What the measures gave on every pair of a subject, in the order of the pairs.</summary>
public sealed class Samples
{
    private readonly IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<Numbers>>> _pairs;

    /// <param name="pairs">A pair's numbers, by the measure's name.</param>
    public Samples(IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<Numbers>>> pairs) => _pairs = pairs;

    /// <summary>How many pairs there are.</summary>
    public int Pairs => _pairs.Count;

    /// <summary>The other pairs.</summary>
    /// <param name="first">The first of those left out.</param>
    /// <param name="count">How many.</param>
    public Samples Without(int first, int count) => new([.. _pairs.Take(first), .. _pairs.Skip(first + count)]);

    /// <summary>One array per pair.</summary>
    /// <param name="measure">Which measure.</param>
    /// <param name="name">Which of its arrays.</param>
    public IReadOnlyList<Numbers> Each(Measure measure, string name)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return [.. _pairs.Select(pair => pair[measure.Key].FirstOrDefault(numbers => numbers.Name == name)
            ?? throw new ArgumentException($"{measure.Name} gives {string.Join(", ", pair[measure.Key].Select(numbers => numbers.Name))}; "
                + $"there is no \"{name}\".", nameof(name)))];
    }

    /// <summary>One number per pair.</summary>
    /// <param name="measure">Which measure.</param>
    /// <param name="name">Which of its arrays.</param>
    /// <param name="place">Where in the array: each of its axes with the place's label; nothing for an array of one number.</param>
    public double[] At(Measure measure, string name, params (string Axis, string Label)[] place) =>
        [.. Each(measure, name).Select(numbers => numbers.At(place))];

    /// <summary>One number per pair, of an array that has one per layer.</summary>
    /// <inheritdoc cref="At(Measure, string, ValueTuple{string, string}[])"/>
    public double[] At(Measure measure, string name, int layer) => At(measure, name, ("layer", $"{layer}"));

    /// <summary>One number per pair, of a layer's component.</summary>
    /// <param name="measure">Which measure.</param>
    /// <param name="name">Which of its arrays.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="component">ATTN or MLP.</param>
    public double[] At(Measure measure, string name, int layer, string component) =>
        At(measure, name, ("layer", $"{layer}"), ("component", component));

    /// <summary>Two samples' difference, pair by pair.</summary>
    public static double[] Difference(IReadOnlyList<double> left, IReadOnlyList<double> right) => [.. left.Zip(right, (a, b) => a - b)];
}
