using Claims.Measurements.Arrays;

namespace Claims.Tests.Mutation;

/// <summary>A fault of a measurement, as what it does to the numbers. Null where it cannot happen to an array.</summary>
internal sealed record NumbersMutant(string Name, Func<Numbers, Numbers?> Of)
{
    /// <summary>A fault that leaves order and sign: controlled forms compare, and speak of nothing else.</summary>
    public bool OfSizeAlone { get; private init; }

    public static NumbersMutant[] All { get; } =
    [
        new("sign flipped", numbers => With(numbers, value => -value)),
        new("run not patched, nothing measured: 0", numbers => With(numbers, _ => 0)),
        new("a tenth as large", numbers => With(numbers, value => value / 10)) { OfSizeAlone = true },
        new("layer off by one", numbers => Moved(numbers, "layer", "hidden state")),
        new("attention for MLP", numbers => Moved(numbers, "component")),
        new("one clip for the other", numbers => Moved(numbers, "clip")),
        new("CLS for patch tokens", numbers => Moved(numbers, "tokens")),
    ];

    private static Numbers With(Numbers numbers, Func<double, double> of) =>
        new(numbers.Name, numbers.Unit, numbers.Axes, [.. numbers.Values.Select(of)]);

    // Every place of an axis gets what belongs to the next.
    private static Numbers? Moved(Numbers numbers, params string[] axes)
    {
        if (numbers.Axes.ToList().FindIndex(axis => axes.Contains(axis.Name)) is not (>= 0 and var at))
            return null;
        var (length, inner) =
            (numbers.Axes[at].Labels.Count, numbers.Axes.Skip(at + 1).Aggregate(1, (product, axis) => product * axis.Labels.Count));
        return new(numbers.Name, numbers.Unit, numbers.Axes, [.. numbers.Values.Select((_, i) =>
        {
            var place = i / inner % length;
            return numbers.Values[i + ((place + 1) % length - place) * inner];
        })]);
    }
}
