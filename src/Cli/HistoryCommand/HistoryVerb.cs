using System.CommandLine;
using Claims.Cli.Output;
using Claims.Drift.Decisions;
using Claims.Drift.History;
using Claims.Drift.Reports;
using Claims.Report;

namespace Claims.Cli.HistoryCommand;

/// <summary><c>claims history FILE</c>: the course of each claim over recorded comparisons.</summary>
internal static class HistoryVerb
{
    private const int HashShown = 8;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "what claims drift --record wrote" };
        var last = new Option<int>("--last") { Description = "how many comparisons to show, the latest", DefaultValueFactory = _ => 6 };
        var command = new Command("history", "Show the course of each claim over recorded drift runs.") { file, last };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(last)));
        return command;
    }

    private static int Run(string file, int last)
    {
        var (records, torn) = HistoryFile.Read(file);
        foreach (var subject in records.GroupBy(record => record.Subject))
            Show(subject.Key, [.. subject.TakeLast(Math.Max(1, last))], subject.Count());
        if (torn is not null)
            Screen.Error(torn);
        return ExitCode.AsExpected;
    }

    private static void Show(string subject, HistoryRecord[] records, int all)
    {
        Screen.Line($"{subject}: {all} "
            + $"{(all == 1 ? "comparison" : "comparisons")}{(all > records.Length ? $", the last {records.Length}" : "")}");
        var table = new TextTable([TextColumn.Key("claim"), TextColumn.Key("form"), "before", .. records.Select(record =>
            TextColumn.Text(record.Date ?? "no date"))]);
        table.Row(["model", "", Model(records[0].Baseline), .. records.Select(record => Model(record.Candidate))]);
        table.Row(["update", "", "", .. records.Select(record => DriftText.Of(record.Decision))]);
        foreach (var key in records.SelectMany(record => record.Claims.Select(claim => (claim.Claim, claim.Form))).Distinct())
        {
            var course = records.Select(record => record.Claims.FirstOrDefault(claim => (claim.Claim, claim.Form) == key)).ToArray();
            table.Row([key.Claim, VerdictText.Of(key.Form), VerdictMarks.Of(course.First(claim => claim is not null)!.Before),
                .. course.Select(Step)]);
        }
        Screen.Show(table);
        Screen.Line();
    }

    // The verdict, and what became of the numbers where that is more than nothing.
    private static TextCell Step(HistoryClaim? claim) => claim is null ? ""
        : claim.Decision == Decision.Equivalent ? VerdictMarks.Of(claim.After)
        : VerdictMarks.Of(claim.After) + $", {DriftText.Of(claim.Decision).ToLowerInvariant()}";

    // Which weights: the start of their hash.
    private static string Model(IReadOnlyDictionary<string, string> files) =>
        string.Join(" ", files.Where(file => file.Key != "config.json")
            .Select(file => file.Value[..Math.Min(HashShown, file.Value.Length)]));
}
