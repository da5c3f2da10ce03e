using Claims.Verdicts;

namespace Claims.Registrations;

/// <summary>
/// What other pairs of the same kind may come to. A number near the edge of its band lies to this side of it on some pairs and to that on
/// others: where the discovery pairs cannot foresee the verdict of the held-out ones, saying so beforehand is honest, and naming one
/// verdict is not.
/// </summary>
internal static class PossibleVerdicts
{
    // The held-out number scatters about the discovery number by sqrt(2) standard errors; 2.8 of these are passed once in 200.
    private const double Reach = 2.8 * 1.4142135623730951;

    /// <summary>Every verdict that held-out pairs may give, the numbers staying what they are.</summary>
    /// <param name="form">The form.</param>
    /// <param name="checks">The discovery pairs' values, with the bands of the registration.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="errors">By check: how far its number scatters over other sets of pairs, where that is more than its values
    /// show.</param>
    public static IReadOnlySet<Verdict> Of(Form form, IReadOnlyList<Check> checks, uint seed,
        IReadOnlyDictionary<string, double>? errors = null)
    {
        var now = Judgement.Of(form, checks, seed);
        if (now.Verdict is Verdict.Error || checks[0].Values.Count < Judgement.FewestPairs)
            return new HashSet<Verdict> { now.Verdict };
        var places = now.Checks.Select(result => Places(result, errors?.GetValueOrDefault(result.Check.Name) ?? 0)).ToArray();
        var possible = new HashSet<Verdict> { now.Verdict };
        if (places.Any(set => set.Contains(IntervalPosition.Outside)))
            possible.Add(Verdict.Refuted);
        // A check that lies outside whatever the pairs refutes the claim, and leaves no other verdict.
        if (places.Any(set => set.SetEquals([IntervalPosition.Outside])))
            return possible;
        if (places.All(set => set.Contains(IntervalPosition.Inside)))
            possible.Add(Verdict.Holds);
        if (places.Any(set => set.Contains(IntervalPosition.Undecided)))
            possible.Add(Verdict.Inconclusive);
        return possible;
    }

    // Where the interval may lie when it is moved as far as other pairs may move it.
    private static HashSet<IntervalPosition> Places(CheckResult result, double least)
    {
        var check = result.Check;
        var n = check.Values.Count;
        // Of shares at 0 or 1 the values do not scatter; one pair more or less always may.
        var error = check.IsShare ? Math.Max(Math.Sqrt(result.Estimate * (1 - result.Estimate) / n), 1 / (Reach * n))
            : StandardError.Of(check.Values, check.Per);
        error = Math.Max(error, least);
        var places = new HashSet<IntervalPosition> { result.Place };
        foreach (var shift in new[] { -Reach * error, Reach * error })
        {
            var (low, high) = check.IsShare ? Share(result, shift, n) : (result.Low + shift, result.High + shift);
            places.Add(check.Band.PositionOf(low, high));
        }
        // From one side of an edge to the other it goes across.
        if (places.Contains(IntervalPosition.Inside) && places.Contains(IntervalPosition.Outside))
            places.Add(IntervalPosition.Undecided);
        return places;
    }

    private static (double Low, double High) Share(CheckResult result, double shift, int pairs)
    {
        var moved = Math.Clamp(result.Estimate + shift, 0, 1);
        return new ExactShare([.. Enumerable.Repeat(moved, pairs)]).Interval(Judgement.Tail / result.Check.PickedFrom);
    }
}
