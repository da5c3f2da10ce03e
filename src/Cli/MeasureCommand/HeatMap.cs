using System.Globalization;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Measurements.Arrays;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Claims.Cli.MeasureCommand;

/// <summary>
/// Numbers of two axes as a picture: a line per row, its label before it, the columns' labels above. Where it is wider than the screen, in
/// blocks of columns.
/// </summary>
internal sealed class HeatMap
{
    /// <summary>The most columns that are still a picture.</summary>
    public const int MostColumns = 256;

    private const string Shades = " .:-=+*#%@";
    private const byte Strongest = 215;

    // Of a column whose label is a name: longer ones are numbered, and listed.
    private const int WidestName = 14;
    private const int Narrow = 2;

    private readonly Numbers _map;
    private readonly string[] _rows;
    private readonly string[] _columns;
    private readonly double _largest;
    private readonly int _margin;
    private readonly int _place;
    private readonly int _step;

    /// <param name="map">Two axes.</param>
    public HeatMap(Numbers map)
    {
        _map = map;
        _largest = Chart.Largest(map.Values);
        _rows = [.. map.Axes[0].Labels.Select(Printed.Of)];
        _columns = [.. map.Axes[1].Labels.Select(Printed.Of)];
        var counted = _columns.All(label => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        IsNumbered = !counted && _columns.Max(label => label.GetCellWidth()) >= WidestName;
        if (IsNumbered)
            _columns = [.. Enumerable.Range(0, _columns.Length).Select(column => column.ToString(CultureInfo.InvariantCulture))];
        _margin = _rows.Max(label => label.GetCellWidth()) + 1;
        var widest = _columns.Max(label => label.GetCellWidth()) + 1;
        _place = counted || IsNumbered ? Narrow : Math.Max(Narrow, widest);
        // Numbers that have no room above every column stand above every second, fifth, ...
        _step = new[] { 1, 2, 5, 10, 20 }.First(step => step * _place >= widest || step == 20);
    }

    /// <summary>Whether the columns' names are too long to stand above them, and their numbers do.</summary>
    public bool IsNumbered { get; }

    /// <summary>The picture for this screen: darker farther from 0; in colours red above 0, blue below. Blank: no number.</summary>
    public StyledLines On(Display display)
    {
        var room = display.Width is { } width ? Math.Max(1, (width - _margin) / _place) : _columns.Length;
        // Blocks begin where a label is.
        var size = room >= _columns.Length ? _columns.Length : Math.Max(1, room / _step * _step);
        var lines = new List<IReadOnlyList<Segment>>();
        for (var first = 0; first < _columns.Length; first += size)
        {
            if (first > 0)
                lines.Add([]);
            var last = Math.Min(first + size, _columns.Length);
            lines.Add([new Segment(Labels(first, last))]);
            for (var row = 0; row < _rows.Length; row++)
                lines.Add(display.Colours ? Coloured(row, first, last) : [new Segment(Shaded(row, first, last))]);
        }
        return new StyledLines(lines);
    }

    private string Labels(int first, int last)
    {
        var labels = Enumerable.Range(first, last - first).Where(column => column % _step == 0)
            .Select(column => Padded(_columns[column], _step * _place));
        return (new string(' ', _margin) + string.Concat(labels)).TrimEnd();
    }

    private string Shaded(int row, int first, int last) =>
        (Label(row) + string.Concat(Enumerable.Range(first, last - first).Select(column => new string(Shade(_map[row, column]), Inked)
            .PadRight(_place)))).TrimEnd();

    private Segment[] Coloured(int row, int first, int last) =>
    [
        new Segment(Label(row)),
        .. Enumerable.Range(first, last - first).SelectMany(column => new[]
        {
            new Segment(new string(' ', Inked), new Style(background: Colour(_map[row, column]))),
            new Segment(new string(' ', _place - Inked)),
        }),
    ];

    // Narrow places touch, as in a picture.
    private int Inked => _place == Narrow ? Narrow : _place - 1;

    private string Label(int row) => new string(' ', _margin - 1 - _rows[row].GetCellWidth()) + _rows[row] + ' ';

    private static string Padded(string label, int width) => label + new string(' ', Math.Max(0, width - label.GetCellWidth()));

    private double Strength(double value) => _largest > 0 && double.IsFinite(value) ? Math.Abs(value) / _largest : 0;

    private char Shade(double value) => Shades[(int)(Strength(value) * (Shades.Length - 1))];

    private Color Colour(double value)
    {
        var away = (byte)(255 - Strength(value) * Strongest);
        return value < 0 ? new Color(away, away, 255) : new Color(255, away, away);
    }
}
