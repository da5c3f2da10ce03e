namespace Claims.Verdicts;

/// <summary>What a claim's checks come to.</summary>
/// <param name="Verdict">
/// Holds, Refuted, Inconclusive; where a value is no number, Error; where no check means anything on the subject, NotApplicable.
/// </param>
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
    /// outside at the level that Holm's correction over the checks leaves. In between, and with too few pairs, it is inconclusive. The
    /// paper's own single pair has no interval: there the value itself decides the published protocol, as in the paper. Numbers that the
    /// paper reports of its own model and clips are judged on these alone.
    /// </summary>
    /// <param name="form">Which form is judged.</param>
    /// <param name="checks">At least one.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="papersOwn">Whether model and clips are the paper's.</param>
    public static Judgement Of(Form form, IReadOnlyList<Check> checks, uint seed, bool papersOwn = false)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (checks.Count == 0 || checks.Any(check => check.Values.Count == 0))
            return new Judgement(Verdict.Error, "there is nothing to judge by.", []);
        if (checks.FirstOrDefault(check => check.Values.Concat(check.Per ?? []).Any(value => !double.IsFinite(value))) is { } broken)
            return new Judgement(Verdict.Error, $"{broken.Name} has values that are no numbers.", []);
        if (checks[0].Values.Count > 1)
            return Of([.. checks.Select(check => (check, Estimate(check, seed)))], papersOwn);
        var decides = form == Form.Reproduce && papersOwn;
        var results = checks.Select(check => Alone(check, decides)).ToArray();
        return decides ? Sum(results) : new Judgement(Verdict.Inconclusive, TooFew(1), results);
    }

    /// <summary>The verdict of numbers that are known already, each with how sure it is.</summary>
    internal static Judgement Of(IReadOnlyList<(Check Check, IEstimate Estimate)> numbers, bool papersOwn)
    {
        var results = numbers.Select(one => Located(one.Check, one.Estimate, papersOwn)).ToArray();
        if (numbers[0].Check.Values.Count is var pairs && pairs < FewestPairs)
            return new Judgement(Verdict.Inconclusive, TooFew(pairs),
                [.. results.Select(result => result.Place == IntervalPosition.NotJudged ? result
                    : result with { Place = IntervalPosition.Undecided })]);
        var judged = results.Where(result => result.Place != IntervalPosition.NotJudged).ToArray();
        var adjusted = Holm.Adjust([.. judged.Select(result => Math.Min(1, result.POutside * result.Check.PickedFrom))]);
        var beyond = judged.Zip(adjusted, (result, p) => (result, p)).Where(one => one.p <= Tail).Select(one => one.result).ToHashSet();
        return Sum([.. results.Select(result => result.Place == IntervalPosition.Outside && !beyond.Contains(result)
            ? result with { Place = IntervalPosition.Undecided } : result)]);
    }

    /// <summary>A number and how sure the pairs are of it.</summary>
    internal static IEstimate Estimate(Check check, uint seed) =>
        check.IsShare ? new ExactShare(check.Values) : Bootstrap.Of(check.Values, check.Per, seed);

    internal static string TooFew(int pairs) =>
        $"{pairs} {(pairs == 1 ? "pair is" : "pairs are")} too few to decide: {FewestPairs} are needed.";

    private static CheckResult Alone(Check check, bool decides)
    {
        var value = check.Values[0] / (check.Per?[0] ?? 1);
        var place = !decides ? check.Band.Source == BandSource.Reported ? IntervalPosition.NotJudged : IntervalPosition.Undecided
            : check.Band.Holds(value, value) ? IntervalPosition.Inside : IntervalPosition.Outside;
        return new CheckResult(check, value, value, value, double.NaN, place);
    }

    private static CheckResult Located(Check check, IEstimate estimate, bool papersOwn)
    {
        var (low, high) = estimate.Interval(Tail / check.PickedFrom);
        if (check.Band.Source == BandSource.Reported && !papersOwn)
            return new CheckResult(check, estimate.Value, low, high, double.NaN, IntervalPosition.NotJudged);
        var p = Math.Min(estimate.NoLessThan(check.Band.Low), estimate.NoMoreThan(check.Band.High));
        return new CheckResult(check, estimate.Value, low, high, p, check.Band.PositionOf(low, high));
    }

    private static Judgement Sum(CheckResult[] results)
    {
        // Denominators that add up to nothing: no number lies inside a band, and none outside.
        if (Array.Find(results, result => result.Place != IntervalPosition.NotJudged
            && !double.IsFinite(result.Estimate + result.Low + result.High)) is { } none)
            return new Judgement(Verdict.Error, $"{none.Check.Name} is no number: its denominators add up to nothing.", []);
        var judged = results.Count(result => result.Place != IntervalPosition.NotJudged);
        if (judged == 0)
            return new Judgement(Verdict.NotApplicable, "the paper reports these numbers of its own model and clips.", results);
        var (outside, undecided) = (Names(results, IntervalPosition.Outside), Names(results, IntervalPosition.Undecided));
        return outside.Length > 0 ? new Judgement(Verdict.Refuted, $"{outside} {Lies(results, IntervalPosition.Outside)} outside.", results)
            : undecided.Length > 0
            ? new Judgement(Verdict.Inconclusive, $"{undecided} {Lies(results, IntervalPosition.Undecided)} across the edge.", results)
            : new Judgement(Verdict.Holds, judged == 1 ? "the check lies inside." : $"all {judged} checks lie inside.", results);
    }

    private static string Lies(CheckResult[] results, IntervalPosition place) =>
        results.Count(result => result.Place == place) == 1 ? "lies" : "lie";

    private static string Names(CheckResult[] results, IntervalPosition place)
    {
        const int Most = 4;
        var names = results.Where(result => result.Place == place).Select(result => result.Check.Name).ToArray();
        return string.Join(", ", names.Take(Most)) + (names.Length > Most ? $" and {names.Length - Most} more" : "");
    }
}
