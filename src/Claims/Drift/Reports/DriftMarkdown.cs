using System.Text;
using Claims.Report;
using Claims.Subjects;
using static Claims.Report.MarkdownText;

namespace Claims.Drift.Reports;

/// <summary>A comparison as a page of Markdown.</summary>
internal static class DriftMarkdown
{
    public static string Page(DriftResult result, string? date)
    {
        var page = new StringBuilder();
        page.Append($"# Drift on {Of(result.Baseline.Name)}: {DriftText.Of(result.Decision)}\n\n{Of(DriftText.Tally(result))}\n\n");
        foreach (var fact in Facts(result, date))
            page.Append($"- {Of(fact)}\n");
        page.Append("\n| claim | form | verdict | furthest number | decision |\n| --- | --- | --- | --- | --- |\n");
        foreach (var claim in result.Claims)
            page.Append($"| {Of(claim.Before.Claim.Id)} | {VerdictText.Of(claim.Before.Form.Form)} | {Of(DriftText.Verdicts(claim))} | "
                + $"{Of(DriftText.Furthest(claim))} | {DriftText.Of(claim.Decision)} |\n");
        List("Where it changed", DriftText.Where(result));
        List("Heads that follow objects", DriftText.Roles(result));
        if (result.Layers.Count > 0)
        {
            page.Append("\n## Streams on the clips\n\nLinear CKA after every layer: 1 is the same up to rotation and scale.\n\n| layer | "
                + "CLS | mean patch token |\n| --- | --- | --- |\n");
            foreach (var layer in result.Layers)
                page.Append($"| {layer.Layer} | {DriftText.Number(layer.Cls)} | {DriftText.Number(layer.PatchMean)} |\n");
        }
        foreach (var claim in result.Claims)
        {
            List($"{claim.Before.Claim.Id}, {VerdictText.Of(claim.Before.Form.Form)}: {DriftText.Of(claim.Decision)}",
                claim.Quantities.OrderByDescending(quantity => quantity.InMargins)
                    .Select(DriftText.Of), $"{claim.Before.Claim.StatementOf(claim.Before.Form.Form)}. {claim.Reason}");
        }
        return page.ToString();

        void List(string title, IEnumerable<string> lines, string? before = null)
        {
            var all = lines.ToArray();
            if (all.Length == 0 && before is null)
                return;
            page.Append($"\n## {Of(title)}\n\n{(before is null ? "" : Of(before) + "\n\n")}");
            foreach (var line in all)
                page.Append($"- {Of(line)}\n");
        }
    }

    private static IEnumerable<string> Facts(DriftResult result, string? date)
    {
        if (date is not null)
            yield return $"date: {date}";
        foreach (var (what, subject) in new[] { ("baseline", result.Baseline), ("candidate", result.Candidate) })
            yield return $"{what}: {Files(subject)}";
        yield return $"computed: {result.Device}, {result.Dtype}, seed {result.Seed}; "
            + $"{string.Join(", ", ToolVersions.Current().Select(tool => $"{tool.Key} {tool.Value}"))}";
        foreach (var warning in result.Warnings)
            yield return $"warning: {warning}";
        foreach (var note in ClipNoteLines.Of(result.ClipNotes))
            yield return $"note: {note}";
    }

    private static string Files(Subject subject) =>
        string.Join("; ", subject.ModelHashes.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"{file.Key}, SHA-256 {file.Value}"));
}
