using Claims.Common;
using Claims.Report;
using FsCheck.Xunit;

namespace Claims.Tests.Outputs;

/// <summary>The one escape, alone and in each form of report.</summary>
public sealed class PrintedTests
{
    [Theory]
    [InlineData("bowling", "bowling")]
    [InlineData("Straße, 保龄球, 🎳", "Straße, 保龄球, 🎳")]
    [InlineData("a\u001b]0;title\u0007b\r\nc\u009b2J", "a\\u001b]0;title\\u0007b\\u000d\\u000ac\\u009b2J")]
    [InlineData("txt.\u202egpj", "txt.\\u202egpj")]
    [InlineData("a\u200bb\u2028c", "a\\u200bb\\u2028c")]
    [InlineData("\U000e0041", "\\U000e0041")]
    [InlineData("::error::x", "\\u003a:error::x")]
    [InlineData("  ::add-mask::x", "  \\u003a:add-mask::x")]
    [InlineData("a::b", "a::b")]
    [InlineData("##[error]x", "#\\u0023[error]x")]
    [InlineData("a ##vso[task.x]y", "a #\\u0023vso[task.x]y")]
    [InlineData("## heading", "## heading")]
    public void Names_are_shown_and_do_nothing(string name, string shown) => Printed.Of(name).Should().Be(shown);

    [Fact]
    public void Half_a_pair_is_no_character() => Printed.Of("a\ud83cb").Should().Be("a\\ud83cb");

    [Property(MaxTest = 2000)]
    public void Whatever_a_text_holds_it_stays_one_harmless_line(string? text) => MustBeHarmless(Printed.Of(text ?? ""));

    [Property(MaxTest = 500)]
    public void However_a_hostile_text_is_put_together(int[] parts) => MustBeHarmless(Printed.Of(HostileNames.Of(parts)));

    [Property(MaxTest = 500)]
    public void A_report_s_text_is_harmless_in_each_of_its_forms(int[] parts)
    {
        var name = HostileNames.Of(parts);
        foreach (var shown in new[] { MarkdownText.Of(name), MarkdownText.Code(name), HtmlText.Of(name), NumbersCsv.Field(name) })
            MustBeHarmless(shown);
        HtmlText.Of(name).Should().NotContainAny("<", ">", "\"");
        NumbersCsv.Field(name).TrimStart('"', ' ').Should().NotMatchRegex("^[=+@-]");
    }

    [Theory]
    [InlineData("a", "`a`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a``", "``` `a`` ```")]
    [InlineData("x`<img src=http:127.0.0.1>`\n# H1", "``x`<img src=http:127.0.0.1>`\\u000a# H1``")]
    public void A_code_span_ends_where_it_should(string text, string span) => MarkdownText.Code(text).Should().Be(span);

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("@SUM(1,2)", "\"'@SUM(1,2)\"")]
    [InlineData("seed 1", "seed 1")]
    [InlineData("%", "%")]
    public void A_formula_is_text_in_a_spreadsheet(string name, string field) => NumbersCsv.Field(name).Should().Be(field);

    [Fact]
    public void An_address_is_no_link() => MarkdownText.Of("see http://x.test/ or <a>").Should().Be("see http\\://x.test/ or \\<a\\>");

    internal static void MustBeHarmless(string line)
    {
        line.Should().NotContainAny("\n", "\r", "\u001b", "\u009b", "\u0007", "\u202e", "\u2028");
        line.Any(char.IsControl).Should().BeFalse();
        line.TrimStart().Should().NotStartWith("::");
        line.Should().NotContainAny("##[", "##vso[");
    }
}
