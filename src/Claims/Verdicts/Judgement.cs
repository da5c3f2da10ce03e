namespace Claims.Verdicts;

/// <summary>What a claim's checks come to.</summary>
/// <param name="Verdict">Holds, Refuted, Inconclusive or, where a value is no number, Error.</param>
/// <param name="Reason">Which checks decided, in words.</param>
/// <param name="Checks">Every check with its interval.</param>
public sealed record Judgement(Verdict Verdict, string Reason, IReadOnlyList<CheckResult> Checks)
{
    /// <summary>An interval leaves this much out at either end: 95 %.</summary>
    public const double Tail = 0.025;

    /// <summary>Fewer pairs than this (but for the one pair of a published protocol) decide nothing.</summary>
    public const int FewestPairs = 8;

    /// <summary>
    /// A claim holds where every check's interval lies in its band: no correction is needed, since all must. It is refuted where one lies
    /// outside at the level that Holm's correction over the checks leaves. In between, and with too few pairs, it is inconclusive. A
    /// single pair of the published protocol has no interval: there the value itself decides, as in the paper.
    /// </summary>
    /// <param name="form">Which form is judged.</param>
    /// <param name="checks">At least one.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static Judgement Of(Form form, IReadOnlyList<Check> checks, uint seed)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (checks.Count == 0 || checks.Any(check => check.Values.Count == 0))
            return new Judgement(Verdict.Error, "there is nothing to judge by.", []);
        if (checks.FirstOrDefault(check => check.Values.Concat(check.Per ?? []).Any(value => !double.IsFinite(value))) is { } broken)
            return new Judgement(Verdict.Error, $"{broken.Name} has values that are no numbers.", []);
        return checks[0].Values.Count == 1 && form == Form.Reproduce ? OfOnePair(checks) : OfPairs(checks, seed);
    }

    internal static string TooFew(int pairs) =>
        $"{pairs} {(pairs == 1 ? "pair is" : "pairs are")} too few to decide: {FewestPairs} are needed.";

    private static Judgement OfOnePair(IReadOnlyList<Check> checks) => Sum([.. checks.Select(check =>
    {
        var value = check.Values[0] / (check.Per?[0] ?? 1);
        var place = check.Band.Holds(value, value) ? IntervalPosition.Inside : IntervalPosition.Outside;
        return new CheckResult(check, value, value, value, double.NaN, place);
    })]);

    private static Judgement OfPairs(IReadOnlyList<Check> checks, uint seed)
    {
        var pairs = checks[0].Values.Count;
        var results = pairs < 2 ? [.. checks.Select(Alone)] : checks.Select(check => Estimated(check, seed)).ToArray();
        if (pairs < FewestPairs)
            return new Judgement(Verdict.Inconclusive, TooFew(pairs),
                [.. results.Select(result => result with { Place = IntervalPosition.Undecided })]);
        var adjusted = Holm.Adjust([.. results.Select(result => Math.Min(1, result.POutside * result.Check.PickedFrom))]);
        return Sum(
            [.. results.Select((result, i) =>
                result.Place == IntervalPosition.Outside && adjusted[i] > Tail
                ? result with { Place = IntervalPosition.Undecided } : result)]);
    }

    private static CheckResult Alone(Check check)
    {
        var value = check.Values[0] / (check.Per?[0] ?? 1);
        return new CheckResult(check, value, value, value, double.NaN, IntervalPosition.Undecided);
    }

    private static CheckResult Estimated(Check check, uint seed)
    {
        var tail = Tail / check.PickedFrom;
        IEstimate estimate = check.IsShare ? new ExactShare(check.Values) : Bootstrap.Of(check.Values, check.Per, seed);
        var (low, high) = estimate.Interval(tail);
        var (band, p) = (check.Band, Math.Min(estimate.NoLessThan(check.Band.Low), estimate.NoMoreThan(check.Band.High)));
        return new CheckResult(check, estimate.Value, low, high, p, band.PositionOf(low, high));
    }

    private static Judgement Sum(CheckResult[] results)
    {
        // Denominators that add up to nothing: no number lies inside a band, and none outside.
        if (Array.Find(results, result => !double.IsFinite(result.Estimate + result.Low + result.High)) is { } none)
            return new Judgement(Verdict.Error, $"{none.Check.Name} is no number: its denominators add up to nothing.", []);
        var (outside, undecided) = (Names(results, IntervalPosition.Outside), Names(results, IntervalPosition.Undecided));
        return outside.Length > 0 ? new Judgement(Verdict.Refuted, $"{outside} {Lies(results, IntervalPosition.Outside)} outside.", results)
            : undecided.Length > 0
            ? new Judgement(Verdict.Inconclusive, $"{undecided} {Lies(results, IntervalPosition.Undecided)} across the edge.", results)
            : new Judgement(Verdict.Holds, results.Length == 1 ? "the check lies inside."
                : $"all {results.Length} checks lie inside.", results);
    }

    private static string Lies(CheckResult[] results, IntervalPosition place) =>
        results.Count(result => result.Place == place) == 1 ? "lies" : "lie";

    private static string Names(CheckResult[] results, IntervalPosition place) =>
        string.Join(", ", results.Where(result => result.Place == place).Select(result => result.Check.Name));
}
