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

    /// <summary><c>Holds</c>; <c>Refuted, as recorded</c>; <c>Holds, but Refuted was recorded</c>.</summary>
    public static string Outcome(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return !verdict.AsExpected
            ? $"{Of(verdict.Verdict)}, not {string.Join(" or ", verdict.ExpectedOr.Prepend(verdict.Expected).Select(Of))} as expected"
            : verdict.Verdict is Verdict.Holds or Verdict.NotApplicable ? Of(verdict.Verdict)
            : $"{Of(verdict.Verdict)}, as recorded";
    }

    /// <summary>
    /// What was measured, over all checks: the estimates' range, and in brackets from the lowest to the highest interval's end.
    /// </summary>
    public static string Measured(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var checks = verdict.Judgement.Checks;
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

    /// <summary>Where it must lie: the band, or from the lowest band's beginning to the highest's end; and who says so.</summary>
    public static string Expectation(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var bands = verdict.Judgement.Checks.Select(result => result.Check.Band).ToArray();
        if (bands.Length == 0)
            return "";
        var sources =
            string.Join(", ", bands.Select(band => band.Source).Distinct().Order().Select(source => source.ToString().ToLowerInvariant()));
        return bands.DistinctBy(band => (band.Low, band.High)).Count() == 1 ? $"{bands[0]} ({sources})"
            : $"{bands.Length} bands ({sources})";
    }

    /// <summary>One check: <c>L4.mlp_out recovery: 48.1 % [45.3, 51.0], must be 42-60 (registered): inside</c>.</summary>
    public static string Of(CheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var interval = double.IsNaN(result.POutside) ? "" : $" [{Number(result.Low)}, {Number(result.High)}]";
        return $"{result.Check.Name}: {Number(result.Estimate)} {result.Check.Unit}{interval}, must be {result.Check.Band} "
            + $"({result.Check.Band.Source.ToString().ToLowerInvariant()}): {result.Place.ToString().ToLowerInvariant()}";
    }

    /// <summary>Four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Span(double low, double high) =>
        Number(low) == Number(high) ? Number(low) : low < 0 ? $"{Number(low)} to {Number(high)}" : $"{Number(low)}-{Number(high)}";
}
