using Claims.Measurements.Arrays;

namespace Claims.Cli.MeasureCommand;

/// <summary>Numbers as pictures of characters. Spectre's bar chart has no negative bars.</summary>
internal static class Chart
{
    private const int BarWidth = 24;

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
}
