using Claims.Cli.Output;
using Spectre.Console;

namespace Claims.Tests.Tables;

/// <summary>Tables on screens of any width: nothing is lost, and no id is broken.</summary>
public sealed class TextTableTests
{
    private static readonly string[] Ids = ["CLS-LAST-LAYER", "MLP-SHARE", "ATTENTION-GATHERS-OUTCOME-EARLY"];

    [Fact]
    public Task Texts_go_on_under_their_row() => Verify(OnScreen.All(() => Screen.Show(Texts())));

    [Fact]
    public Task Columns_that_have_no_room_come_in_blocks_with_the_keys() => Verify(OnScreen.All(() => Screen.Show(Many())));

    [Fact]
    public Task Long_keys_stand_on_a_line_of_their_own() => Verify(OnScreen.All(() => Screen.Show(Tensors())));

    [Theory]
    [InlineData("texts")]
    [InlineData("many")]
    [InlineData("tensors")]
    public void No_line_is_wider_than_the_screen_and_every_word_is_there(string kind)
    {
        var words = OnScreen.Of(Display.Plain, () => Screen.Show(Of(kind))).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var width in Enumerable.Range(40, 161))
        {
            var shown = OnScreen.Of(width, () => Screen.Show(Of(kind)));
            foreach (var line in shown.Split('\n'))
            {
                line.GetCellWidth().Should().BeLessThanOrEqualTo(width);
                line.Should().NotEndWith(" ");
            }
            foreach (var word in words.Where(word => word.Length <= width))
                shown.Should().Contain(word, $"the screen has {width} columns");
            shown.Should().NotContain("…");
        }
    }

    [Fact]
    public void What_is_longer_than_the_screen_is_broken_and_not_cut()
    {
        var table = Screen.NewTable("claim", "text");
        var word = string.Concat(Enumerable.Range(0, 60).Select(i => (char)('a' + i % 26)));
        table.Row("A", word);
        var shown = OnScreen.Of(30, () => Screen.Show(table));
        shown.Split('\n').Should().OnlyContain(line => line.Length <= 30);
        shown.Replace("\n", "").Replace(" ", "").Should().Contain(word);
    }

    [Fact]
    public void Redirected_a_row_is_a_line_however_long()
    {
        var table = Screen.NewTable("claim", "text");
        table.Row("A", string.Join(' ', Enumerable.Repeat("word", 200)));
        OnScreen.Of(Display.Plain, () => Screen.Show(table)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2);
    }

    [Fact]
    public void What_a_file_calls_itself_is_no_command_to_the_terminal()
    {
        var table = Screen.NewTable("claim", "[red]text[/]");
        table.Row("\u001b[31mA", ":smile: [b]");
        OnScreen.Of(80, () => Screen.Show(table)).Should().NotContain("\u001b").And.Contain("[red]text[/]").And.Contain(":smile: [b]");
    }

    [Fact]
    public void Wide_characters_count_for_two()
    {
        var table = Screen.NewTable("claim", "text");
        table.Row("A", "漢字 漢字");
        table.Row("B", "x");
        OnScreen.Of(12, () => Screen.Show(table)).Split('\n').Should().OnlyContain(line => line.GetCellWidth() <= 12);
    }

    [Fact]
    public void A_row_has_a_cell_a_column() =>
        Screen.NewTable("claim", "text").Invoking(table => table.Row("A")).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData("0,1,2,3", 4, "0,1,|2,3")]
    [InlineData("one two", 3, "one|two")]
    [InlineData("/a/path/that/is/long in it", 8, "/a/path/that/is/long|in it")]
    [InlineData("a  b", 10, "a  b")]
    public void Lines_are_broken_between_words_and_in_lists_after_commas(string text, int width, string lines) =>
        Words.Wrap(text, width).Should().Equal(lines.Split('|'));

    [Fact]
    public void A_field_goes_on_under_its_text()
    {
        OnScreen.Of(20, () => Screen.Field("note  ", "as it should be, or so")).Should().Be("note  as it should\n      be, or so\n");
        OnScreen.Of(Display.Plain, () => Screen.Field("note  ", "as it should be, or so")).Should().Be("note  as it should be, or so\n");
    }

    private static TextTable Of(string kind) => kind == "texts" ? Texts() : kind == "many" ? Many() : Tensors();

    private static TextTable Texts()
    {
        var table = Screen.NewTable("claim", "form", "measured", "must be", "verdict");
        table.Row(Ids[0], "reproduce", "48.1-97.25 % [45.3, 98.01]", "above 90 (paper)", "Refuted, not Holds as expected");
        table.Row(Ids[1], "controlled", "0.02134 logit [0.0021, 0.103]", "above 0", "Holds");
        table.Row(Ids[2], "reproduce", "12 checks: 9 inside, 1 undecided, 2 outside", "12 bands (paper)", "Inconclusive, open");
        return table;
    }

    private static TextTable Many()
    {
        var table = new TextTable([TextColumn.Key("layer"), .. Enumerable.Range(1, 14)
            .Select(i => TextColumn.Number($"recovery {i} (%)"))]);
        for (var row = 0; row < 3; row++)
            table.Row([$"{row}", .. Enumerable.Range(1, 14).Select(i => (TextCell)$"{100 * row + i}.0625")]);
        return table;
    }

    private static TextTable Tensors()
    {
        var table = new TextTable(TextColumn.Key("tensor"), TextColumn.Whole("type"), TextColumn.Whole("shape"),
            TextColumn.Number("values"));
        table.Row("classifier.bias", "float32", "[400]", "400");
        table.Row("vivit.encoder.layer.10.attention.attention.query.weight", "float32", "[3072, 768]", "2359296");
        return table;
    }
}
