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
        var numbers = new Option<bool>("--details") { Description = "list every registered number too" };
        var command =
            new Command("show", "Show a claim: statement, place, protocols, and what is expected of it on each subject.") { id, numbers };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(id), parsed.GetValue(numbers)));
        return command;
    }

    private static int Run(string id, bool numbers)
    {
        var claim = ClaimsCatalog.Chosen([id])[0];
        Screen.Line($"{claim.Id}: {claim.Statement}");
        Screen.Line($"  where: {claim.At}");
        Screen.Line($"  the paper's numbers: {claim.Numbers}");
        foreach (var form in claim.Forms)
        {
            Screen.Line();
            Screen.Line($"{VerdictText.Of(form.Form)} ({(form.Form == Form.Reproduce ? "as published" : "with its controls")})");
            if (form.Form == Form.Controlled)
                Screen.Field("  asks whether ", claim.Corrected);
            Screen.Field("  protocol: ", form.Protocol);
            Screen.Line($"  measures: {string.Join("; ", form.Measures.Select(measure => measure.Name))}");
            foreach (var name in SubjectChoice.Catalog.Names)
                Show(SubjectChoice.Catalog.Find(name), claim, form.Form, numbers);
        }
        return ExitCode.AsExpected;
    }

    private static void Show(SubjectFile subject, Claim claim, Form form, bool numbers)
    {
        var expectations = subject.Expectations();
        var expected = expectations?.For(claim.Id, form);
        Screen.Line($"  on {subject.Name}: "
            + $"{(expected is null ? "nothing is registered: it is expected to hold" : ExpectedText.Of(expected))}");
        if (expected is null || !numbers)
            return;
        foreach (var (check, number) in expected.Numbers)
            Screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"    {check}: {number.Interval.Low:G6} to {number.Interval.High:G6}"));
    }
}
