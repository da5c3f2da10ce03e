using System.Globalization;

namespace Claims.Verdicts;

/// <summary>Who says where a number must lie.</summary>
public enum BandSource
{
    /// <summary>The claim's own rule: more than its control, the same class, ...</summary>
    Rule = 1,

    /// <summary>The paper's numbers, as part of what it says of any model and clip: they are judged on every subject.</summary>
    Published,

    /// <summary>
    /// Numbers that the paper reports of its own model and clips (a logit, a norm): they are judged on these alone, and mean nothing
    /// elsewhere.
    /// </summary>
    Reported,
}

/// <summary>
/// Where a number must lie. Ends that are numbers of the paper's belong to it; a rule's do not: what equals its control is not above it.
/// </summary>
/// <param name="Low">The least; negative infinity where there is none.</param>
/// <param name="High">The greatest; infinity where there is none.</param>
/// <param name="Source">Who says so.</param>
public sealed record Band(double Low, double High, BandSource Source)
{
    /// <summary>Whether an interval lies in it whole.</summary>
    public bool Holds(double low, double high) => Source == BandSource.Rule ? low > Low && high < High : low >= Low && high <= High;

    /// <summary>Where an interval lies.</summary>
    internal IntervalPosition PositionOf(double low, double high) => Holds(low, high) ? IntervalPosition.Inside
        : high < Low || low > High ? IntervalPosition.Outside : IntervalPosition.Undecided;

    /// <summary>As an expectation: <c>42-60</c>, <c>above 0</c>, <c>below 100</c>.</summary>
    public override string ToString() =>
        double.IsNegativeInfinity(Low) ? $"below {Number(High)}"
        : double.IsPositiveInfinity(High) ? $"above {Number(Low)}"
        : Low == High ? Number(Low)
        : Low < 0 ? $"{Number(Low)} to {Number(High)}"
        : $"{Number(Low)}-{Number(High)}";

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
