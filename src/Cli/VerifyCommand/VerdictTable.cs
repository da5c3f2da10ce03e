using Claims.Cli.Output;
using Claims.Report;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Cli.VerifyCommand;

/// <summary>A verification for people: a row per claim and form, then what is unexpected.</summary>
internal static class VerdictTable
{
    public static void Show(VerificationResult result, bool details)
    {
        // Nothing was measured: one sentence says why, and 36 empty rows say nothing more.
        if (result.Subject.Missing is not null)
            return;
        ShowForms(result.Verdicts);
        if (FewPairs.Of(result) is { } few)
            Screen.Line(few);
        else
        {
            foreach (var verdict in result.Verdicts.Where(verdict => verdict.IsUnexpected))
                VerdictDetails.Unexpected(result, verdict);
        }
        if (details)
        {
            foreach (var verdict in result.Verdicts)
                VerdictDetails.All(result, verdict);
        }
        foreach (var warning in result.Warnings)
            Screen.Field("warning: ", warning);
        foreach (var note in ClipNoteLines.Of(result.ClipNotes))
            Screen.Field("note: ", note);
    }

    /// <summary>A row per claim and form.</summary>
    public static void ShowForms(IReadOnlyList<ClaimVerdict> verdicts)
    {
        var table = Screen.NewTable("claim", "form", "measured", "must be", "verdict", "numbers");
        foreach (var verdict in verdicts)
            table.Row(verdict.Claim.Id, VerdictText.Of(verdict.Form.Form), VerdictText.Measured(verdict), VerdictText.MustBe(verdict),
                Outcome(verdict), VerdictText.Registered(verdict));
        Screen.Show(table);
    }

    // Colour and shape say which verdict; a mark says whether it was expected, and words what was, where it is not the verdict itself.
    private static TextCell Outcome(ClaimVerdict verdict)
    {
        if (VerdictMarks.ShapeOf(verdict.Verdict).Length == 0)
            return VerdictMarks.Of(verdict.Verdict, $"{VerdictText.Of(verdict.Verdict)}, {VerdictText.Standing(verdict)}");
        var shown = VerdictMarks.Of(verdict.Verdict) + " ";
        var same = verdict.AsExpected && !verdict.Expected.IsOneSided();
        return verdict.IsOpen ? shown + "(open)"
            : shown + VerdictMarks.OfExpected(verdict.AsExpected) + (same ? "" : $" {VerdictText.Of(verdict.Expected)}");
    }
}
