using System.Globalization;
using System.Text;
using Claims.Verdicts;

namespace Claims.Report;

/// <summary>Checks of one unit under each other: the band, the interval in it or out of it, the estimate.</summary>
internal static class IntervalPlot
{
    private const int Left = 260, Width = 420, Right = 40, RowHeight = 22, Top = 8;

    /// <summary>An inline SVG.</summary>
    public static string Svg(IReadOnlyList<CheckResult> checks)
    {
        var (low, high) = Range(checks);
        var height = Top + checks.Count * RowHeight + 24;
        var svg = new StringBuilder();
        var width = Left + Width + Right;
        Write($"""<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" viewBox="0 0 {width} {height}" """);
        Write($"""width="{width}" height="{height}">""");
        for (var i = 0; i < checks.Count; i++)
            Row(checks[i], Top + i * RowHeight + RowHeight / 2);
        if (low < 0 && high > 0)
            Write($"""<line class="zero" x1="{X(0)}" x2="{X(0)}" y1="{Top}" y2="{height - 22}"/>""");
        var unit = HtmlText.Of(checks[0].Check.Unit);
        Write($"""<text class="axis" x="{Left}" y="{height - 6}">{VerdictText.Number(low)}</text>""");
        Write($"""<text class="axis end" x="{Left + Width}" y="{height - 6}">{VerdictText.Number(high)} {unit}</text></svg>""");
        return svg.ToString();

        void Row(CheckResult check, int y)
        {
            var (from, to) = (X(Math.Max(check.Check.Band.Low, low)), X(Math.Min(check.Check.Band.High, high)));
            Write($"""<g class="{check.Place.ToString().ToLowerInvariant()}"><title>{HtmlText.Of(VerdictText.Of(check))}</title>""");
            Write($"""<text class="name" x="{Left - 8}" y="{y + 4}">{HtmlText.Of(check.Check.Name)}</text>""");
            if (check.Place != IntervalPosition.NotJudged)
                Write($"""<rect class="band" x="{from}" y="{y - 8}" width="{Math.Max(1, Math.Round(to - from, 1))}" height="16"/>""");
            Write($"""<line class="interval" x1="{X(check.Low)}" x2="{X(check.High)}" y1="{y}" y2="{y}"/>""");
            Write($"""<circle cx="{X(check.Estimate)}" cy="{y}" r="3.5"/></g>""");
        }

        double X(double value) => Math.Round(Left + (value - low) / (high - low) * Width, 1);

        void Write(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    // Everything finite, with some room.
    private static (double Low, double High) Range(IReadOnlyList<CheckResult> checks)
    {
        var all = checks.SelectMany(check => check.Place == IntervalPosition.NotJudged ? [check.Low, check.High, check.Estimate]
                : new[] { check.Low, check.High, check.Estimate, check.Check.Band.Low, check.Check.Band.High })
            .Where(double.IsFinite).ToArray();
        var (low, high) = (all.Min(), all.Max());
        var room = high > low ? (high - low) * 0.05 : Math.Max(1, Math.Abs(high) * 0.05);
        return (low - room, high + room);
    }
}
