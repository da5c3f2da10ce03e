using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>How many forms came out as expected, and how many not.</summary>
public static class Tally
{
    /// <summary>
    /// <c>36 forms: 30 as expected (12 hold, 15 refuted, 3 not refuted), 0 unexpected, 4 open, 2 not applicable; 214 of 214 numbers as
    /// registered.</c>
    /// </summary>
    public static string Of(VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var all = result.Verdicts;
        var expected = all.Where(verdict => verdict.AsExpected && !verdict.IsUnexpected && !IsUntried(verdict)).ToArray();
        var kinds = expected.GroupBy(verdict => verdict.Expected).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Kind(group.Key, group.Count())}").ToArray();
        string[] parts =
        [
            $"{expected.Length} as expected{(kinds.Length == 0 ? "" : $" ({string.Join(", ", kinds)})")}",
            $"{all.Count(verdict => verdict.IsUnexpected)} unexpected",
            .. Counted(all.Count(verdict => verdict.IsOpen && !verdict.IsUnexpected), "open"),
            .. Counted(all.Count(verdict => verdict.AsExpected && verdict.Verdict == Verdict.NotRun), "not run"),
            .. Counted(all.Count(verdict => verdict.AsExpected && verdict.Verdict == Verdict.NotApplicable), "not applicable"),
        ];
        return $"{all.Count} {(all.Count == 1 ? "form" : "forms")}: {string.Join(", ", parts)}{Numbers(result)}.";
    }

    private static string Numbers(VerificationResult result)
    {
        var registered = result.Verdicts.SelectMany(verdict => verdict.Judgement.Checks).Where(check => check.Registered is not null)
            .ToArray();
        var moved = registered.Count(check => check.HasMoved);
        return registered.Length == 0 ? ""
            : $"; {registered.Length - moved} of {registered.Length} numbers as registered{(moved == 0 ? "" : $", {moved} moved")}";
    }

    // Untested is not passed, and what has no meaning has not passed either.
    private static bool IsUntried(ClaimVerdict verdict) => verdict.Verdict is Verdict.NotRun or Verdict.NotApplicable;

    private static IEnumerable<string> Counted(int count, string what) => count == 0 ? [] : [$"{count} {what}"];

    private static string Kind(Expectation expected, int count) =>
        expected == Expectation.Holds ? count == 1 ? "holds" : "hold" : VerdictText.Of(expected).ToLowerInvariant();
}
