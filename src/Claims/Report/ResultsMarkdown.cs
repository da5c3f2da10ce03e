using System.Text;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>A verification as a page of Markdown.</summary>
internal static class ResultsMarkdown
{
    public static string Of(VerificationResult result, string? date)
    {
        var page = new StringBuilder();
        page.Append($"# {Text(result.Subject.Name)}\n\n{Text(result.Subject.Description)}\n\n");
        foreach (var line in Facts.Of(result, date))
            page.Append($"- {line.Name}: {Text(line.Value)}\n");
        page.Append($"\n{Text(Tally.Of(result))}\n\n| claim | form | measured | must be | verdict | registered numbers |\n"
            + "| --- | --- | --- | --- | --- | --- |\n");
        foreach (var verdict in result.Verdicts)
            page.Append($"| {Text(verdict.Claim.Id)} | {VerdictText.Of(verdict.Form.Form)} | {Text(VerdictText.Measured(verdict))} | "
                + $"{Text(VerdictText.MustBe(verdict))} | {Text(VerdictText.Outcome(verdict))} | "
                + $"{Text(VerdictText.Registered(verdict))} |\n");
        foreach (var claim in result.Verdicts.GroupBy(verdict => verdict.Claim))
        {
            page.Append($"\n## {Text(claim.Key.Id)}: {Text(claim.Key.Statement)}\n\nPlace in the paper: {Text(claim.Key.At)}. Again: "
                + $"{MarkdownText.Code(Rerun.Command(result, claim.Key.Id))}\n");
            foreach (var verdict in claim)
            {
                page.Append($"\n**{VerdictText.Of(verdict.Form.Form)}: {Text(VerdictText.Outcome(verdict))}**: "
                    + $"{Text(verdict.Judgement.Reason)} {Text(Facts.Beside(verdict, result.Subject.Expectations))}\n\n"
                    + $"{Text(Facts.Asked(verdict))}{Text(verdict.Form.Protocol)}\n\n");
                foreach (var check in verdict.Judgement.Checks)
                    page.Append($"- {Text(VerdictText.Of(check))}\n");
            }
        }
        return page.ToString();
    }

    private static string Text(string text) => MarkdownText.Of(text);
}
