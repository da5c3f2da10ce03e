using Claims.Cli.Output;
using Claims.Report;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Cli.VerifyCommand;

/// <summary>One verdict in words: what the paper says, what was seen, what was expected.</summary>
internal static class VerdictDetails
{
    /// <summary>Why the gate stops here, in five lines at most.</summary>
    public static void Unexpected(VerificationResult result, ClaimVerdict verdict)
    {
        Heading(verdict);
        Screen.Field("  seen: ", $"{verdict.Judgement.Reason}{Worst(verdict)}");
        if (Expected(result, verdict) is { Length: > 0 } expected)
            Screen.Field("  expected: ", $"{expected}");
        Screen.Field("  again: ", $"{Rerun.Command(result, verdict.Claim.Id)} --details");
    }

    /// <summary>Everything that is known of it.</summary>
    public static void All(VerificationResult result, ClaimVerdict verdict)
    {
        Heading(verdict);
        Screen.Field("  measured: ", $"{verdict.Form.Protocol}");
        Screen.Field("  seen: ", $"{verdict.Judgement.Reason}");
        foreach (var check in verdict.Judgement.Checks)
            Screen.Line($"    {VerdictText.Of(check)}");
        if (Expected(result, verdict) is { Length: > 0 } expected)
            Screen.Field("  expected: ", $"{expected}");
        Screen.Field("  again: ", $"{Rerun.Command(result, verdict.Claim.Id)} --details");
    }

    private static void Heading(ClaimVerdict verdict)
    {
        Screen.Line();
        Screen.Line($"{verdict.Claim.Id}, {VerdictText.Of(verdict.Form.Form)}: {VerdictText.Outcome(verdict)}");
        if (verdict.Form.Form == Form.Controlled)
            Screen.Field("  asked: ", $"whether {verdict.Claim.Corrected} ({verdict.Claim.At})");
        else
            Screen.Field("  the paper says: ", $"{verdict.Claim.Statement} ({verdict.Claim.At}); its numbers: {verdict.Claim.Numbers}");
    }

    // The number that tells most: one that has moved, else one that lies outside, else one across an edge.
    private static string Worst(ClaimVerdict verdict)
    {
        var worst = verdict.Moved.FirstOrDefault()
            ?? verdict.Judgement.Checks.FirstOrDefault(check => check.Place == IntervalPosition.Outside)
            ?? verdict.Judgement.Checks.FirstOrDefault(check => check.Place == IntervalPosition.Undecided);
        return worst is null ? "" : $" {VerdictText.Of(worst)}";
    }

    private static string Expected(VerificationResult result, ClaimVerdict verdict) =>
        VerdictText.Of(verdict.Expected) + (Facts.Beside(verdict, result.Subject.Expectations) is { Length: > 0 } why ? $". {why}" : "");
}
