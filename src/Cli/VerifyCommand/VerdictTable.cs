using Claims.Cli.Output;
using Claims.Report;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Cli.VerifyCommand;

/// <summary>A verification for people: a row per claim and form, then what is not as expected.</summary>
internal static class VerdictTable
{
    private const int MostChecks = 12;

    public static void Show(VerificationResult result)
    {
        var table = Screen.NewTable("claim", "form", "measured", "must be", "verdict");
        foreach (var verdict in result.Verdicts)
            table.Row(verdict.Claim.Id, VerdictText.Of(verdict.Form.Form), VerdictText.Measured(verdict), VerdictText.Expectation(verdict),
                VerdictText.Outcome(verdict));
        Screen.Show(table);
        foreach (var verdict in result.Verdicts.Where(verdict => !verdict.AsExpected && result.Subject.Missing is null))
            Explain(result, verdict);
        foreach (var warning in result.Warnings)
            Screen.Line($"warning: {warning}");
        foreach (var note in ClipNoteLines.Of(result.ClipNotes))
            Screen.Line($"note: {note}");
    }

    private static void Explain(VerificationResult result, ClaimVerdict verdict)
    {
        Screen.Line();
        Screen.Line($"{verdict.Claim.Id}, {VerdictText.Of(verdict.Form.Form)}: {VerdictText.Outcome(verdict)}");
        Screen.Line($"  {verdict.Claim.Statement} ({verdict.Claim.At})");
        Screen.Line($"  {verdict.Judgement.Reason}");
        if (verdict.ExpectedReason is { } why)
            Screen.Line($"  {VerdictText.Of(verdict.Expected)} was recorded: {why}");
        // What decided: those out of place, or all where none is.
        var all = verdict.Judgement.Checks;
        var decided = all.Any(check => check.Place != IntervalPosition.Inside)
            ? [.. all.Where(check => check.Place != IntervalPosition.Inside)] : all;
        foreach (var check in decided.Take(MostChecks))
            Screen.Line($"    {VerdictText.Of(check)}");
        if (decided.Count > MostChecks)
            Screen.Line($"    and {decided.Count - MostChecks} more (claims show, or results.html)");
        if (verdict.Remedy is { } remedy)
            Screen.Line($"  {remedy}");
        Screen.Line($"  again: {Rerun.Command(result, verdict.Claim.Id)}");
    }
}
