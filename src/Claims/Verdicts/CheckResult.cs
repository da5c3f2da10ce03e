namespace Claims.Verdicts;

/// <summary>Where a number lies, by its interval.</summary>
public enum IntervalPosition
{
    /// <summary>All of the interval is in the band.</summary>
    Inside = 1,

    /// <summary>All of it is out of the band, also after Holm's correction over the checks of the claim's form.</summary>
    Outside,

    /// <summary>It crosses the band's edge, or there are too few pairs to say.</summary>
    Undecided,

    /// <summary>The band is of numbers that the paper reports of its own model and clips; these are others.</summary>
    NotJudged,
}

/// <summary>
/// Where a number was registered to lie on held-out pairs, from discovery pairs: no ground of a verdict, but a check that the number has
/// not moved.
/// </summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
public readonly record struct RegisteredInterval(double Low, double High)
{
    /// <summary>Whether a number is where it was registered.</summary>
    public bool Contains(double number) => number >= Low && number <= High;
}

/// <summary>A check with what the pairs say of it.</summary>
/// <param name="Check">The number, its values and its band.</param>
/// <param name="Estimate">The mean over pairs (or ratio of sums).</param>
/// <param name="Low">Lower end of the 95 % interval (wider for what was picked out of many); the estimate itself where there is one pair
/// only.</param>
/// <param name="High">Upper end.</param>
/// <param name="POutside">One-sided p-value of the band, before Holm's correction; NaN for a single pair.</param>
/// <param name="Place">Where it lies.</param>
public sealed record CheckResult(Check Check, double Estimate, double Low, double High, double POutside, IntervalPosition Place)
{
    /// <summary>Where it was registered to lie; null: nowhere.</summary>
    public RegisteredInterval? Registered { get; init; }

    /// <summary>Whether it lies elsewhere than it was registered to.</summary>
    public bool HasMoved => Registered is { } interval && !interval.Contains(Estimate);
}
