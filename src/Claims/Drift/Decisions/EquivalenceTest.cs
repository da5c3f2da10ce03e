using Claims.Verdicts;

namespace Claims.Drift.Decisions;

/// <summary>Two checks of one number, before and after.</summary>
/// <param name="Claim">Whose.</param>
/// <param name="Form">Of which form.</param>
/// <param name="Before">The baseline's; null where it has none.</param>
/// <param name="After">The candidate's; null where it has none.</param>
/// <param name="Margin">How far it may move.</param>
internal sealed record CheckPair(string Claim, Form Form, Check? Before, Check? After, Margin? Margin);

/// <summary>
/// Decides a family of numbers. Equivalent: both one-sided tests against the margin are passed, that is the 95 % interval lies within it;
/// "nothing drifted" says so of all numbers at once, and all must pass, so that no correction is needed. Drifted: the difference is
/// beyond the margin at the level that Holm's correction over the family leaves, so that even one false alarm in a run is rare.
/// </summary>
internal static class EquivalenceTest
{
    /// <summary>One quantity a check, in their order.</summary>
    public static IReadOnlyList<Quantity> Of(IReadOnlyList<CheckPair> family, uint seed)
    {
        var quantities = family.Select(pair => Tested(pair, seed)).ToArray();
        var tested = Enumerable.Range(0, quantities.Length).Where(i => !double.IsNaN(quantities[i].PDrifted)).ToArray();
        var adjusted = Holm.Adjust([.. tested.Select(i => quantities[i].PDrifted)]);
        foreach (var (i, p) in tested.Zip(adjusted))
        {
            if (p <= Judgement.Tail)
                quantities[i] = quantities[i] with { Decision = Decision.Drifted };
        }
        return quantities;
    }

    private static Quantity Tested(CheckPair pair, uint seed)
    {
        var (before, after) = (pair.Before, pair.After);
        var any = before ?? after!;
        var quantity = new Quantity(pair.Claim, pair.Form, any.Name, any.Unit, NumberOf(before), NumberOf(after)) { Margin = pair.Margin };
        if (before is null || after is null || pair.Margin is not { } margin || before.Values.Count != after.Values.Count
            || !double.IsFinite(quantity.Before))
            return quantity;
        // Numbers that are none any more: no interval is needed to see that.
        if (!double.IsFinite(quantity.After))
            return quantity with { Decision = Decision.Drifted };
        return before.Values.Count == 1 ? OfOnePair(quantity, margin)
            : OfPairs(quantity, PairedDifference.Of(before, after, seed), margin, before.Values.Count);
    }

    private static double NumberOf(Check? check) => check is null ? double.NaN : PairedDifference.Number(check);

    // As in the published protocol, a single pair has no interval: the value decides.
    private static Quantity OfOnePair(Quantity quantity, Margin margin) => quantity with
    {
        Low = quantity.Difference,
        High = quantity.Difference,
        Decision = Math.Abs(quantity.Difference) <= margin.Value ? Decision.Equivalent : Decision.Drifted,
    };

    private static Quantity OfPairs(Quantity quantity, IEstimate difference, Margin margin, int pairs)
    {
        var (low, high) = difference.Interval(Judgement.Tail);
        var tested = quantity with { Low = low, High = high, Decision = Decision.Inconclusive };
        if (pairs < Judgement.FewestPairs)
            return tested;
        return tested with
        {
            PEquivalent = Math.Max(difference.NoLessThan(margin.Value), difference.NoMoreThan(-margin.Value)),
            PDrifted = Math.Min(difference.NoMoreThan(margin.Value), difference.NoLessThan(-margin.Value)),
            Decision = low > -margin.Value && high < margin.Value ? Decision.Equivalent : Decision.Inconclusive,
        };
    }
}
