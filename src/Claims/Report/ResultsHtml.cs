using System.Text;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>A verification as one self-contained page: no script, nothing loaded from elsewhere.</summary>
internal static class ResultsHtml
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 60em; margin: 2em auto; padding: 0 1em }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .3em .8em .3em 0; border-bottom: 1px solid #ddd; vertical-align: top }
        dl { display: grid; grid-template-columns: 8em 1fr; gap: .1em 1em } dt { color: #666 } dd { margin: 0; overflow-wrap: anywhere }
        .holds { color: #176639 } .refuted { color: #a3201b } .inconclusive { color: #8a5a00 } .error { color: #fff; background: #a3201b }
        .untried { color: #666 } .unexpected { color: #a3201b; font-weight: 700 } code { background: #f3f3f3; padding: .1em .3em }
        .at { color: #666 } .plot { display: block; max-width: 100%; height: auto; font: 12px system-ui, sans-serif }
        .plot .name, .plot .end { text-anchor: end } .plot .axis { fill: #666 } .plot .band { fill: #dcebe1 }
        .plot .interval { stroke: #222; stroke-width: 2 } .plot .zero { stroke: #999; stroke-dasharray: 3 3 }
        .plot .outside .interval { stroke: #a3201b } .plot .outside circle { fill: #a3201b }
        .plot .undecided .interval { stroke: #a06a00 } .plot .undecided circle { fill: #a06a00 }
        """;

    public static string Of(VerificationResult result, string? date)
    {
        var page = new StringBuilder();
        page.Append($"<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{Text(result.Subject.Name)}: "
            + $"claims</title><style>\n{Style}\n</style></head>\n<body>\n");
        page.Append($"<h1>{Text(result.Subject.Name)}</h1>\n<p>{Text(result.Subject.Description)}</p>\n<dl>\n");
        foreach (var (name, value) in Facts.Of(result, date))
            page.Append($"<dt>{Text(name)}</dt><dd>{Text(value)}</dd>\n");
        page.Append($"</dl>\n<p id=\"tally\">{Text(Tally.Of(result))}</p>\n<table>\n");
        page.Append("<thead><tr><th>claim</th><th>form</th><th>measured</th><th>must be</th><th>verdict</th>"
            + "<th>registered numbers</th></tr></thead>\n<tbody>\n");
        foreach (var verdict in result.Verdicts)
            Row(page, verdict);
        page.Append("</tbody>\n</table>\n");
        foreach (var claim in result.Verdicts.GroupBy(verdict => verdict.Claim))
            Section(page, result, claim.Key, claim);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Row(StringBuilder page, ClaimVerdict verdict) => page.Append(
        $"<tr><td><a href=\"#{Text(verdict.Claim.Id)}\">{Text(verdict.Claim.Id)}</a></td><td>{VerdictText.Of(verdict.Form.Form)}</td>"
            + $"<td>{Text(VerdictText.Measured(verdict))}</td><td>{Text(VerdictText.MustBe(verdict))}</td>"
            + $"{Outcome("td", verdict)}<td>{Text(VerdictText.Registered(verdict))}</td></tr>\n");

    private static void Section(StringBuilder page, VerificationResult result, Claim claim, IEnumerable<ClaimVerdict> verdicts)
    {
        page.Append($"<section id=\"{Text(claim.Id)}\">\n<h2>{Text(claim.Id)}: {Text(claim.Statement)}</h2>\n<p "
            + $"class=\"at\">{Text(claim.At)}. Again: <code>{Text(Rerun.Command(result, claim.Id))}</code></p>\n");
        foreach (var verdict in verdicts)
        {
            page.Append($"<h3>{VerdictText.Of(verdict.Form.Form)}: "
                + $"{Outcome("span", verdict)}</h3>\n<p>{Text(Facts.Asked(verdict))}{Text(verdict.Form.Protocol)}</p>\n"
                + $"<p>{Text(verdict.Judgement.Reason)} "
                + $"{Text(Facts.Beside(verdict, result.Subject.Expectations))}</p>\n");
            foreach (var unit in verdict.Judgement.Checks.GroupBy(check => check.Check.Unit))
                page.Append(IntervalPlot.Svg([.. unit]));
        }
        page.Append("</section>\n");
    }

    // Colour and shape say which verdict, the mark whether it was expected; words say both.
    private static string Outcome(string element, ClaimVerdict verdict)
    {
        var (kind, shape) = verdict.Verdict switch
        {
            Verdict.Holds => ("holds", "●"),
            Verdict.Refuted => ("refuted", "✕"),
            Verdict.Inconclusive => ("inconclusive", "○"),
            Verdict.Error => ("error", "!"),
            _ => ("untried", "·"),
        };
        var mark = verdict.IsUnexpected ? " <span class=\"unexpected\">≠</span>" : verdict.IsOpen ? "" : " ✓";
        return $"<{element} class=\"{kind}\">{shape} {Text(VerdictText.Outcome(verdict))}{mark}</{element}>";
    }

    private static string Text(string text) => HtmlText.Of(text);
}
