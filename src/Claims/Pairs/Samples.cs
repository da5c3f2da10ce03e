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

    /// <summary>On how many pairs, the first ones, all of these measures were computed.</summary>
    public int PairsOf(IEnumerable<Measure> measures)
    {
        string[] keys = [.. measures.Select(measure => measure.Key)];
        return _pairs.TakeWhile(pair => keys.All(pair.ContainsKey)).Count();
    }

    /// <summary>The same pairs, each with other numbers.</summary>
    internal Samples Each(Func<IReadOnlyDictionary<string, IReadOnlyList<Numbers>>, IReadOnlyDictionary<string, IReadOnlyList<Numbers>>> of)
        => new([.. _pairs.Select(of)]);

    /// <summary>Some of the pairs.</summary>
    /// <param name="pairs">Which, in which order.</param>
    public Samples Only(IEnumerable<int> pairs) => new([.. pairs.Select(pair => _pairs[pair])]);

    /// <summary>The first pairs: all, where there are fewer.</summary>
    /// <param name="count">How many.</param>
    public Samples First(int count) => count >= Pairs ? this : new([.. _pairs.Take(count)]);

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
