using System.CommandLine;
using System.Globalization;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Report;
using Claims.Subjects.Files;
using Claims.Verdicts;

namespace Claims.Cli.ShowCommand;

/// <summary><c>claims show ID</c>: what a claim says, how it is tried, what is expected of it.</summary>
internal static class ShowVerb
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "a claim's id (claims list)" };
        var command = new Command("show", "Show a claim: statement, place, protocols, and what is expected of it on each subject.") { id };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(id)));
        return command;
    }

    private static int Run(string id)
    {
        var claim = ClaimsCatalog.Chosen([id])[0];
        Screen.Line($"{claim.Id}: {claim.Statement}");
        Screen.Line($"  {claim.At}");
        foreach (var form in claim.Forms)
        {
            Screen.Line($"{VerdictText.Of(form.Form)}: {form.Protocol}");
            Screen.Line($"  measures: {string.Join("; ", form.Measures.Select(measure => measure.Name))}");
            foreach (var name in SubjectChoice.Catalog.Names)
                Show(SubjectChoice.Catalog.Find(name), claim, form.Form);
        }
        return ExitCode.AsExpected;
    }

    private static void Show(SubjectFile subject, Claim claim, Form form)
    {
        var expectations = subject.Expectations();
        var expected = expectations?.For(claim.Id, form);
        var verdict = expected is not null ? VerdictText.Of(expected.Verdict)
            : expectations is null ? "Holds, by the paper's numbers" : "nothing registered";
        Screen.Line($"  on {subject.Name}: {verdict}{(expected?.Reason is { } why ? $", {why}" : "")}");
        foreach (var (check, (low, high)) in expected?.Bands ?? new Dictionary<string, (double, double)>())
            Screen.Line(string.Create(CultureInfo.InvariantCulture, $"    {check}: {low:G6} to {high:G6}"));
    }
}
