using Claims.Cli.Output;
using Claims.Verdicts;
using Spectre.Console;

namespace Claims.Tests.Tables;

/// <summary>What tells one verdict from another on a screen.</summary>
public sealed class VerdictMarksTests
{
    private static readonly Display Full = new(80, Colours: true, Unicode: true);

    [Fact]
    public void Each_verdict_has_a_shape_and_a_colour_of_its_own()
    {
        Verdict[] decided = [Verdict.Holds, Verdict.Refuted, Verdict.Inconclusive, Verdict.Error, Verdict.NotRun];
        decided.Select(verdict => VerdictMarks.ShapeOf(verdict, Full)).Should().Equal("●", "✗", "○", "!", "·");
        decided.Select(verdict => VerdictMarks.StyleOf(verdict, Full)).Should().OnlyHaveUniqueItems();
        (VerdictMarks.ShapeOf(Verdict.NotApplicable, Full), VerdictMarks.StyleOf(Verdict.NotApplicable, Full)).Should()
            .Be((VerdictMarks.ShapeOf(Verdict.NotRun, Full), VerdictMarks.StyleOf(Verdict.NotRun, Full)));
    }

    [Theory]
    [InlineData(80, true, true, "✗ Refuted", "≠")]
    [InlineData(80, false, true, "✗ Refuted", "≠")]
    [InlineData(80, true, false, "Refuted", "not as expected")]
    [InlineData(null, false, true, "Refuted", "not as expected")]
    public void Words_stand_beside_the_shape_or_alone(int? width, bool colours, bool unicode, string verdict, string mark)
    {
        var display = new Display(width, colours, unicode);
        VerdictMarks.Of(Verdict.Refuted, display: display).Text.Should().Be(verdict);
        VerdictMarks.OfExpected(false, display).Text.Should().Be(mark);
        VerdictMarks.OfExpected(true, display).Text.Should().NotBe(mark);
        VerdictMarks.StyleOf(Verdict.Refuted, display).Equals(Style.Plain).Should().Be(!colours);
    }

    [Fact]
    public void A_terminal_shows_the_colour_and_NO_COLOR_takes_it_away()
    {
        var was = Environment.GetEnvironmentVariable("NO_COLOR");
        try
        {
            Environment.SetEnvironmentVariable("NO_COLOR", null);
            Shown(Full).Should().Contain("\u001b[").And.Contain("✗ Refuted");
            Environment.SetEnvironmentVariable("NO_COLOR", "1");
            Shown(Full with { Width = 81 }).Should().Be("✗ Refuted\n");
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", was);
        }
        Shown(Display.Plain).Should().Be("Refuted\n");
    }

    private static string Shown(Display display) => OnScreen.Of(display, () =>
    {
        var table = new TextTable(TextColumn.Whole(""));
        table.Row(VerdictMarks.Of(Verdict.Refuted));
        Screen.Show(table);
    }).Split('\n')[^2] + "\n";
}
