using Claims.Cli.MeasureCommand;
using Claims.Cli.Output;
using Claims.Measurements.Arrays;

namespace Claims.Tests.Measurements.Verb;

public sealed class ChartTests
{
    [Fact]
    public void Bars_are_of_one_scale_and_go_both_ways_where_they_must()
    {
        Chart.Bars([1, 2, 0]).Should().Equal(new string('#', 12), new string('#', 24), "");
        Chart.Bars([-2, 1, double.NaN]).Should().Equal("############|", "            |######", "            |");
        Chart.Bars([0, 0]).Should().Equal("", "");
    }

    [Fact]
    public void Maps_are_darker_farther_from_0_and_blank_where_there_is_no_number()
    {
        var map = new HeatMap(new("map", "1", [Axis.Counting("row", 2), Axis.Counting("column", 2)], [-9, 0, double.NaN, 4.5]));
        map.On(Display.Plain).Texts.Should().Equal("  0 1", "0 @@", "1   ==");
        map.On(new Display(80, Colours: true, Unicode: true)).Texts.Should().Equal("  0 1", "0     ", "1     ");
    }

    [Fact]
    public void A_map_wider_than_the_screen_comes_in_blocks_that_begin_at_a_number()
    {
        var map = new HeatMap(new("map", "1", [Axis.Counting("row", 1), Axis.Counting("column", 12)], [.. Enumerable.Repeat(1.0, 12)]));
        map.On(new Display(13, Colours: false, Unicode: true)).Texts.Should().Equal(
            "  0   2", "0 @@@@@@@@", "", "  4   6", "0 @@@@@@@@", "", "  8   10", "0 @@@@@@@@");
        map.On(Display.Plain).Texts.Should().Equal("  0   2   4   6   8   10", "0 " + new string('@', 24));
    }

    [Fact]
    public void A_picture_a_tubelet_is_drawn_as_their_mean()
    {
        Numbers Of(params string[] axes) =>
            new("map", "1", [.. axes.Select(axis => Axis.Counting(axis, 2))],
                [.. Enumerable.Range(0, 1 << axes.Length).Select(i => (double)i)]);
        Chart.Flat(Of("tubelet", "row", "column"))!.Values.Should().Equal(2, 3, 4, 5);
        Chart.Flat(Of("layer", "head"))!.Values.Should().Equal(0, 1, 2, 3);
        Chart.Flat(Of("layer", "head", "class")).Should().BeNull();
    }
}
