using Claims.Cli.Output;
using Claims.Drift;
using Claims.Drift.Decisions;
using Claims.Drift.Reports;
using Claims.Report;

namespace Claims.Cli.DriftCommand;

/// <summary>A comparison for people: a row per claim and form, then where the update acted.</summary>
internal static class DriftTable
{
    private const int MostQuantities = 5;

    public static void Show(DriftResult result)
    {
        ShowClaims(result.Claims);
        foreach (var claim in result.Claims.Where(claim => claim.Decision == Decision.Drifted))
            Explain(claim);
        Section("where it changed", DriftText.Where(result));
        Section("heads that follow objects", DriftText.Roles(result));
        Section("least alike after layer (linear CKA on the clips)", result.Layers.Where(layer => !double.IsNaN(layer.Cls))
            .OrderBy(layer => Math.Min(layer.Cls, layer.PatchMean)).Take(3)
            .Select(layer =>
                $"{layer.Layer}: CLS {VerdictText.Number(layer.Cls)}, mean patch token {VerdictText.Number(layer.PatchMean)}"));
        foreach (var warning in result.Warnings)
            Screen.Field("warning: ", warning);
        foreach (var note in ClipNoteLines.Of(result.ClipNotes))
            Screen.Field("note: ", note);
    }

    /// <summary>A row per claim and form.</summary>
    public static void ShowClaims(IReadOnlyList<ClaimDrift> claims)
    {
        var table = Screen.NewTable("claim", "form", "verdict", "furthest number", "decision");
        foreach (var claim in claims)
            table.Row(claim.Before.Claim.Id, VerdictText.Of(claim.Before.Form.Form), Verdicts(claim), DriftText.Furthest(claim),
                DriftText.Of(claim.Decision));
        Screen.Show(table);
    }

    // As DriftText says it, each verdict with its mark.
    private static TextCell Verdicts(ClaimDrift claim) => claim.Before.Verdict == claim.After.Verdict
        ? VerdictMarks.Of(claim.Before.Verdict)
        : VerdictMarks.Of(claim.Before.Verdict) + ", then " + VerdictMarks.Of(claim.After.Verdict);

    private static void Explain(ClaimDrift claim)
    {
        Screen.Line();
        Screen.Line($"{claim.Before.Claim.Id}, {VerdictText.Of(claim.Before.Form.Form)}: {DriftText.Of(claim.Decision)}");
        Screen.Field("  ", $"{claim.Before.Claim.StatementOf(claim.Before.Form.Form)} ({claim.Before.Claim.At})");
        Screen.Field("  ", claim.Reason);
        foreach (var quantity in claim.Quantities.Where(quantity => quantity.Decision == Decision.Drifted)
            .OrderByDescending(quantity => quantity.InMargins).Take(MostQuantities))
            Screen.Field("    ", DriftText.Of(quantity));
    }

    private static void Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
            return;
        Screen.Line();
        Screen.Line(title);
        foreach (var line in all)
            Screen.Field("  ", line);
    }
}
