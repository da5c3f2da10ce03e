using System.Text;
using Claims.Measurements.Arrays;
using Spectre.Console;

namespace Claims.Cli.MeasureCommand;

/// <summary>
/// Numbers as pictures of characters. Spectre's bar chart has no negative bars; its canvas, which the terminal's heat maps are drawn on,
/// needs colours.
/// </summary>
internal static class Chart
{
    private const string Shades = " .:-=+*#%@";
    private const int BarWidth = 24;
    private const byte Strongest = 215;

    /// <summary>A bar a value, all of one scale; where some are negative, from the middle to either side.</summary>
    public static IReadOnlyList<string> Bars(IReadOnlyList<double> values)
    {
        var largest = Largest(values);
        var signed = values.Any(value => value < 0);
        var width = signed ? BarWidth / 2 : BarWidth;
        return [.. values.Select(value =>
        {
            var length = largest > 0 && double.IsFinite(value) ? (int)Math.Round(Math.Abs(value) / largest * width) : 0;
            var bar = new string('#', length);
            return !signed ? bar : value < 0 ? $"{bar.PadLeft(width)}|" : $"{new string(' ', width)}|{bar}";
        })];
    }

    /// <summary>A line per row, two characters a place: the darker, the farther from 0. Blank where there is no number.</summary>
    /// <param name="map">Two axes.</param>
    public static IReadOnlyList<string> Lines(Numbers map)
    {
        var (rows, columns) = (map.Axes[0].Labels, map.Axes[1].Labels.Count);
        var largest = Largest(map.Values);
        return [.. rows.Index().Select(row =>
        {
            var line = new StringBuilder($"{row.Item,6} ");
            for (var column = 0; column < columns; column++)
                line.Append(Shade(map[row.Index, column], largest), 2);
            return line.ToString();
        })];
    }

    /// <summary>The same for a terminal with colours: red above 0, blue below.</summary>
    public static Canvas Colours(Numbers map)
    {
        var canvas = new Canvas(map.Axes[1].Labels.Count, map.Axes[0].Labels.Count) { Scale = false };
        var largest = Largest(map.Values);
        for (var row = 0; row < canvas.Height; row++)
        {
            for (var column = 0; column < canvas.Width; column++)
            {
                var value = map[row, column];
                var away = (byte)(255 - (largest > 0 && double.IsFinite(value) ? Math.Abs(value) / largest * Strongest : 0));
                canvas.SetPixel(column, row, value < 0 ? new Color(away, away, 255) : new Color(255, away, away));
            }
        }
        return canvas;
    }

    /// <summary>What can be drawn flat: two axes as they are; a picture a tubelet as the mean over tubelets. Null: neither.</summary>
    public static Numbers? Flat(Numbers numbers)
    {
        if (numbers.Axes.Count == 2)
            return numbers;
        if (numbers.Axes is not [{ Name: "tubelet" }, { Name: "row" }, { Name: "column" }])
            return null;
        var cells = numbers.Axes[1].Labels.Count * numbers.Axes[2].Labels.Count;
        var tubelets = numbers.Values.Chunk(cells).ToArray();
        return new Numbers($"{numbers.Name}, mean over tubelets", numbers.Unit, [numbers.Axes[1], numbers.Axes[2]],
            [.. Enumerable.Range(0, cells).Select(cell => tubelets.Average(map => map[cell]))]);
    }

    /// <summary>The largest magnitude; 0 where there is no finite number.</summary>
    public static double Largest(IReadOnlyList<double> values) => values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

    private static char Shade(double value, double largest) =>
        largest > 0 && double.IsFinite(value) ? Shades[(int)(Math.Abs(value) / largest * (Shades.Length - 1))] : ' ';
}
