using Spectre.Console;
using Spectre.Console.Rendering;

namespace Claims.Cli.Output;

/// <summary>
/// A table of texts that a screen of any width shows whole. What does not fit goes on under its row, between words; where that is not
/// enough, the keys stand on a line of their own and the rest below, indented; or the columns come in blocks, one below the other, each
/// with the keys. Keys are never broken.
/// </summary>
// Spectre's own table shrinks every column alike, breaks ids and cuts what must not be broken.
internal sealed class TextTable(params IReadOnlyList<TextColumn> columns) : Renderable
{
    private const int Gap = 2;
    private const int Indent = 2;

    // Of a column of texts: narrower ones make rows of a word a line.
    private const int Narrowest = 12;

    private readonly List<IReadOnlyList<TextCell>> _rows = [];

    /// <summary>Some columns side by side, and how wide each is.</summary>
    /// <param name="Columns">By number.</param>
    /// <param name="Widths">One a column.</param>
    /// <param name="Above">Columns on a line of their own, above the others; these are then indented.</param>
    private sealed record Block(int[] Columns, int[] Widths, int[] Above);

    /// <summary>A row of texts, shown as they are.</summary>
    /// <exception cref="ArgumentException">There are more or fewer than columns.</exception>
    public void Row(params IReadOnlyList<TextCell> cells)
    {
        if (cells.Count != columns.Count)
            throw new ArgumentException($"{cells.Count} cells are no row of {columns.Count} columns.", nameof(cells));
        _rows.Add(cells);
    }

    /// <inheritdoc/>
    protected override Measurement Measure(RenderOptions options, int maxWidth) =>
        new(Math.Min(Narrowest, maxWidth), Math.Min(maxWidth, Total(All.Select(Natural))));

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var first = true;
        foreach (var block in Blocks(maxWidth))
        {
            if (!first)
                yield return Segment.LineBreak;
            first = false;
            foreach (var segment in Draw(block, maxWidth, options.Unicode))
                yield return segment;
        }
    }

    private IEnumerable<int> All => Enumerable.Range(0, columns.Count);

    private IEnumerable<Block> Blocks(int width)
    {
        int[] keys = [.. All.Where(column => columns[column].IsKey)];
        int[] others = [.. All.Where(column => !columns[column].IsKey)];
        if (Fit([.. All], width) is { } together)
            return [new Block([.. All], together, [])];
        // Numbers read better in blocks.
        if ((others.Any(column => columns[column].Wraps) || Total(keys.Select(Natural)) > width / 2)
            && Fit(others, width - Indent) is { } below)
            return [new Block(others, below, keys)];
        return Packed(keys, others, width);
    }

    private IEnumerable<Block> Packed(int[] keys, int[] others, int width)
    {
        // Keys that leave little room stand above here too.
        var above = Total(keys.Select(Natural)) > width / 2;
        int[] before = above ? [] : keys;
        var room = above ? width - Indent : width;
        for (var at = 0; at < others.Length;)
        {
            var count = 1;
            while (at + count < others.Length && Fit([.. before, .. others[at..(at + count + 1)]], room) is not null)
                count++;
            int[] side = [.. before, .. others[at..(at + count)]];
            // One column that is wider than the screen: here words are broken, so that nothing is lost.
            var widths = Fit(side, room)
                ?? [.. before.Select(Natural), Math.Max(1, room - before.Sum(column => Natural(column) + Gap))];
            yield return new Block(side, widths, above ? keys : []);
            at += count;
        }
    }

    // Widths of these columns beside each other; null: there is no room for them. What room there is goes to those with most to say.
    private int[]? Fit(int[] side, int room)
    {
        int[] widths = [.. side.Select(Least)];
        int[] natural = [.. side.Select(Natural)];
        if (Total(widths) > room)
            return null;
        if (Total(natural) <= room)
            return natural;
        for (var left = room - Total(widths); left > 0; left--)
            widths[Enumerable.Range(0, side.Length).Where(at => widths[at] < natural[at]).MaxBy(at => Height(side[at], widths[at]))]++;
        return widths;
    }

    // About how many lines a column takes.
    private double Height(int column, int width) =>
        _rows.Select(row => row[column].Width).Append(Header(column).Width).Sum(text => Math.Max(1, (double)text / width));

    private static int Total(IEnumerable<int> widths) => widths.Sum(width => width + Gap) - Gap;

    private int Natural(int column) =>
        _rows.Select(row => row[column].Width).Append(Header(column).Width).Max();

    private int Least(int column)
    {
        var wraps = columns[column].Wraps;
        var least = _rows.Select(row => wraps ? row[column].Longest : row[column].Width).Append(Header(column).Longest).Max();
        return wraps ? Math.Max(least, Math.Min(Narrowest, Natural(column))) : least;
    }

    private TextCell Header(int column) => columns[column].Header;

    private IEnumerable<Segment> Draw(Block block, int width, bool unicode)
    {
        // Where lines are as long as they need to be, for programs, a rule would be one row too many.
        var rule = new Segment(new string(unicode ? '─' : '-',
            Math.Min(width, Math.Max(Total(block.Widths) + (block.Above.Length > 0 ? Indent : 0), Total(block.Above.Select(Natural))))));
        IEnumerable<Segment> ruled = width < Screen.PlainWidth ? [rule, Segment.LineBreak] : [];
        return [.. Lines([.. All.Select(Header)], block, width), .. ruled,
            .. _rows.SelectMany(row => Lines(row, block, width))];
    }

    private IEnumerable<Segment> Lines(IReadOnlyList<TextCell> row, Block block, int width)
    {
        var indent = 0;
        if (block.Above.Length > 0)
        {
            var keys = block.Above.Select(column => row[column]).Aggregate((all, key) => all + new string(' ', Gap) + key);
            foreach (var segment in keys.Lines(width).SelectMany(line => line.Append(Segment.LineBreak)))
                yield return segment;
            indent = Indent;
        }
        var cells = block.Columns.Select((column, at) => row[column].Lines(block.Widths[at])).ToArray();
        for (var line = 0; line < cells.Select(cell => cell.Count).DefaultIfEmpty(0).Max(); line++)
        {
            foreach (var segment in Line(block, indent, [.. cells.Select(cell => line < cell.Count ? cell[line] : [])]))
                yield return segment;
            yield return Segment.LineBreak;
        }
    }

    // Spaces are written once something follows them: no line ends in any.
    private IEnumerable<Segment> Line(Block block, int indent, IReadOnlyList<IReadOnlyList<Segment>> cells)
    {
        var spaces = indent;
        foreach (var (at, cell) in cells.Index())
        {
            var rest = block.Widths[at] - Segment.CellCount(cell);
            if (cell.All(segment => segment.IsWhiteSpace))
            {
                spaces += block.Widths[at] + Gap;
                continue;
            }
            var right = columns[block.Columns[at]].Right;
            if (spaces + (right ? rest : 0) is > 0 and var before)
                yield return Segment.Padding(before);
            foreach (var segment in cell)
                yield return segment;
            spaces = (right ? 0 : rest) + Gap;
        }
    }
}
