using System.Globalization;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>A verdict in the few words that a table has room for.</summary>
public static class VerdictText
{
    /// <summary><c>reproduce</c> or <c>controlled</c>.</summary>
    public static string Of(Form form) => form == Form.Reproduce ? "reproduce" : "controlled";

    /// <summary><c>Holds</c>, <c>Not run</c>, ...</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NotRun => "Not run",
        Verdict.NotApplicable => "Not applicable",
        _ => verdict.ToString(),
    };

    /// <summary><c>Holds</c>, <c>not refuted</c>, <c>open</c>, ...</summary>
    public static string Of(Expectation expected) => expected switch
    {
        Expectation.NotRefuted => "not refuted",
        Expectation.NotHeld => "not held",
        Expectation.Open => "open",
        Expectation.NotRun => Of(Verdict.NotRun),
        Expectation.NotApplicable => Of(Verdict.NotApplicable),
        _ => expected.ToString(),
    };

    /// <summary>
    /// <c>Refuted, as expected</c>; <c>Holds, not Refuted as expected</c>; <c>Inconclusive, open</c>; and how many registered numbers have
    /// moved.
    /// </summary>
    public static string Outcome(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var moved = verdict.Moved.Count() is > 0 and var count ? $"; {(count == 1 ? "1 number has" : $"{count} numbers have")} moved" : "";
        return $"{Of(verdict.Verdict)}, {Standing(verdict)}{moved}";
    }

    /// <summary><c>as expected</c>; <c>not refuted, as expected</c>; <c>not Holds as expected</c>; <c>open</c>.</summary>
    public static string Standing(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var expected = Of(verdict.Expected);
        return verdict.IsOpen ? "open"
            : verdict.AsExpected ? verdict.Expected.IsOneSided() ? $"{expected} as expected" : "as expected"
            : verdict.Expected == Expectation.Open ? "which is never expected"
            : verdict.Expected.IsOneSided() ? $"though {expected} was expected" : $"not {expected} as expected";
    }

    /// <summary><c>7 as registered</c>; <c>2 of 7 moved</c>; nothing where none is registered.</summary>
    public static string Registered(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var registered = verdict.Judgement.Checks.Count(result => result.Registered is not null);
        return registered == 0 ? "" : verdict.Moved.Count() is > 0 and var moved ? $"{moved} of {registered} moved"
            : $"{registered} as registered";
    }

    /// <summary>
    /// What was measured, over all checks: the estimates' range, and in brackets from the lowest to the highest interval's end.
    /// </summary>
    public static string Measured(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var checks = Judged(verdict);
        if (checks.Count == 0)
            return "";
        if (checks.Select(result => result.Check.Unit).Distinct().Count() > 1)
        {
            var counts = Count(IntervalPosition.Inside, "inside") + Count(IntervalPosition.Undecided, "undecided")
                + Count(IntervalPosition.Outside, "outside");
            return $"{checks.Count} checks: {counts}".TrimEnd(',', ' ');
        }
        var (low, high) = (checks.Min(result => result.Estimate), checks.Max(result => result.Estimate));
        var interval = double.IsNaN(checks[0].POutside) ? ""
            : $" [{Number(checks.Min(result => result.Low))}, {Number(checks.Max(result => result.High))}]";
        return $"{Span(low, high)} {checks[0].Check.Unit}{interval}";

        string Count(IntervalPosition place, string name) =>
            checks.Count(result => result.Place == place) is > 0 and var count ? $"{count} {name}, " : "";
    }

    /// <summary>
    /// Where it must lie for the claim to hold: the band, or how many there are; with <c>paper</c> where the paper gives the numbers.
    /// </summary>
    public static string MustBe(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var bands = Judged(verdict).Select(result => result.Check.Band).ToArray();
        if (bands.Length == 0)
            return "";
        var paper = bands.Any(band => band.Source != BandSource.Rule) ? " (paper)" : "";
        return bands.DistinctBy(band => (band.Low, band.High)).Count() == 1 ? $"{bands[0]}{paper}" : $"{bands.Length} bands{paper}";
    }

    /// <summary>
    /// One check: <c>L4.mlp_out recovery: 8.1 % [5.3, 11.0], must be 42-60 (paper): outside; registered 6.1-10.2: as registered</c>.
    /// </summary>
    public static string Of(CheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var interval = double.IsNaN(result.POutside) && result.Low == result.High ? ""
            : $" [{Number(result.Low)}, {Number(result.High)}]";
        var band = result.Check.Band;
        var place = result.Place == IntervalPosition.NotJudged ? $"{band} in the paper's own clips: not judged"
            : $"must be {band}{(band.Source == BandSource.Rule ? "" : " (paper)")}: {result.Place.ToString().ToLowerInvariant()}";
        var registered = result.Registered is not { } where ? ""
            : $"; registered {Span(where.Low, where.High)}: {(result.HasMoved ? "moved" : "as registered")}";
        return $"{result.Check.Name}: {Number(result.Estimate)} {result.Check.Unit}{interval}, {place}{registered}";
    }

    private static List<CheckResult> Judged(ClaimVerdict verdict) =>
        [.. verdict.Judgement.Checks.Where(result => result.Place != IntervalPosition.NotJudged)];

    /// <summary>Four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Span(double low, double high) =>
        Number(low) == Number(high) ? Number(low) : low < 0 ? $"{Number(low)} to {Number(high)}" : $"{Number(low)}-{Number(high)}";
}
