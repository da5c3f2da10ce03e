using System.Globalization;
using Claims.Cli.Output;
using Claims.Measurements.Arrays;

namespace Claims.Cli.MeasureCommand;

/// <summary>
/// Arrays for people: those of the same axes side by side where that fits a screen, else what is least and greatest, with a heat map.
/// </summary>
internal static class NumbersTables
{
    private const int MostRows = 60;
    private const int FewestBars = 3;

    public static void Show(string method, string variant, IReadOnlyList<Numbers> arrays)
    {
        Screen.Line($"{method}, {variant}");
        foreach (
            var group in arrays.GroupBy(numbers => string.Join(" x ", numbers.Axes.Select(axis => $"{axis.Name} {axis.Labels.Count}"))))
        {
            if (group.First().Values.Count <= MostRows)
                ShowAll([.. group]);
            else
                ShowRange([.. group]);
        }
        Screen.Line();
    }

    private static void ShowAll(IReadOnlyList<Numbers> arrays)
    {
        var axes = arrays[0].Axes;
        // Along one axis, the first array as bars too.
        var bars = axes.Count == 1 && arrays[0].Values.Count >= FewestBars ? Chart.Bars(arrays[0].Values) : null;
        var table = new TextTable([.. axes.Select(axis => TextColumn.Key(axis.Name)),
            .. arrays.Select(numbers => TextColumn.Number(Title(numbers))), .. bars is null ? Array.Empty<TextColumn>()
                : [TextColumn.Whole(arrays[0].Name)]]);
        for (var place = 0; place < arrays[0].Values.Count; place++)
            table.Row(
                [.. Labels(axes, place), .. arrays.Select(numbers => Number(numbers.Values[place])), .. bars is null
                    ? Array.Empty<TextCell>() : [bars[place]]]);
        Screen.Show(table);
    }

    private static void ShowRange(IReadOnlyList<Numbers> arrays)
    {
        var table = new TextTable("", TextColumn.Number("least"), "at", TextColumn.Number("mean"), TextColumn.Number("greatest"), "at");
        foreach (var numbers in arrays)
        {
            var (least, greatest) = (IndexOf(numbers.Values.Min()), IndexOf(numbers.Values.Max()));
            table.Row(Title(numbers), Number(numbers.Values[least]), At(numbers, least), Number(numbers.Values.Average()),
                Number(numbers.Values[greatest]), At(numbers, greatest));

            int IndexOf(double value) => Math.Max(0, numbers.Values.ToList().IndexOf(value));
        }
        Screen.Show(table);
        if (Chart.Flat(arrays[0]) is { } map)
            ShowMap(map);
    }

    private static void ShowMap(Numbers map)
    {
        var (rows, columns) = (map.Axes[0], map.Axes[1]);
        if (columns.Labels.Count > HeatMap.MostColumns)
        {
            Screen.Field("", $"{map.Name}: {rows.Name} by {columns.Name}, {columns.Labels.Count} columns are no picture; --csv FILE writes "
                + "every number");
            return;
        }
        var display = Screen.Display;
        var key = display.Colours ? "red above 0, blue below, the strongest" : "@";
        Screen.Field("", $"{map.Name}, {rows.Name} down, {columns.Name} across; {key} is "
            + $"{Number(Chart.Largest(map.Values))}{(display.Colours ? "" : " (from 0, either sign)")}");
        var picture = new HeatMap(map);
        if (picture.IsNumbered)
            Screen.Field("", $"{columns.Name}: {string.Join(", ", columns.Labels.Index().Select(label => $"{label.Index} {label.Item}"))}");
        Screen.Show(picture.On(display));
    }

    private static string Title(Numbers numbers) =>
        numbers.Name.EndsWith("_pct", StringComparison.Ordinal) ? numbers.Name : $"{numbers.Name} ({numbers.Unit})";

    private static string At(Numbers numbers, int place) =>
        string.Join(' ', numbers.Axes.Zip(Labels(numbers.Axes, place), (axis, label) => $"{axis.Name} {label}"));

    private static IEnumerable<string> Labels(IReadOnlyList<Axis> axes, int place)
    {
        var behind = axes.Aggregate(1, (product, axis) => product * axis.Labels.Count);
        foreach (var axis in axes)
        {
            behind /= axis.Labels.Count;
            yield return axis.Labels[place / behind % axis.Labels.Count];
        }
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) is >= 1e-3 and < 1e6 || value == 0 ? "0.####" : "0.00e+00", CultureInfo.InvariantCulture);
}
