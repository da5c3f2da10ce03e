using Claims.Verdicts;

namespace Claims.Drift.Decisions;

/// <summary>One number before and after an update, on the same pairs.</summary>
/// <param name="Claim">Whose it is.</param>
/// <param name="Form">Of which form.</param>
/// <param name="Name">Its check's name.</param>
/// <param name="Unit">%, logit, ...</param>
/// <param name="Before">The baseline's; NaN where it has none.</param>
/// <param name="After">The candidate's; NaN where it has none.</param>
public sealed record Quantity(string Claim, Form Form, string Name, string Unit, double Before, double After)
{
    /// <summary>Lower end of the 95 % interval of after - before; the difference itself for a single pair.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>How far it may move; null where nothing can be compared.</summary>
    public Margin? Margin { get; init; }

    /// <summary>
    /// Of the larger of the two one-sided tests "it moved by the margin or more": small where it did not. NaN for a single pair.
    /// </summary>
    public double PEquivalent { get; init; } = double.NaN;

    /// <summary>
    /// One-sided, "it moved by no more than the margin": small where it moved further. Before Holm's correction. NaN for a single pair.
    /// </summary>
    public double PDrifted { get; init; } = double.NaN;

    /// <summary>What follows.</summary>
    public Decision Decision { get; init; } = Decision.NotComparable;

    /// <summary>After minus before.</summary>
    public double Difference => After - Before;

    /// <summary>The difference in margins: 1 is at the margin.</summary>
    public double InMargins => Margin is { Value: > 0 } margin ? Math.Abs(Difference) / margin.Value : double.NaN;
}
