using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>How many verdicts of each kind there are.</summary>
public static class Tally
{
    /// <summary><c>14 claims, 27 verdicts: 21 hold, 5 refuted as recorded, 1 inconclusive.</c></summary>
    public static string Of(VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var kinds = result.Verdicts.GroupBy(verdict => (verdict.Verdict, verdict.AsExpected)).OrderBy(group => group.Key.Verdict)
            .ThenByDescending(group => group.Key.AsExpected)
            .Select(group =>
                $"{group.Count()} {Kind(group.Key.Verdict, group.Count())}{Expected(group.Key.Verdict, group.Key.AsExpected)}");
        var claims = result.Verdicts.Select(verdict => verdict.Claim.Id).Distinct().Count();
        return $"{Counted(claims, "claim")}, {Counted(result.Verdicts.Count, "verdict")}: {string.Join(", ", kinds)}.";
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Kind(Verdict verdict, int count) => verdict switch
    {
        Verdict.Holds => count == 1 ? "holds" : "hold",
        Verdict.Error => count == 1 ? "error" : "errors",
        Verdict.NotRun => "not run",
        Verdict.NotApplicable => "not applicable",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    private static string Expected(Verdict verdict, bool asExpected) =>
        !asExpected ? " not as expected" : verdict is Verdict.Holds or Verdict.NotApplicable ? "" : " as recorded";
}
