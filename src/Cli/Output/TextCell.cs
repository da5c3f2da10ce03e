using Claims.Common;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Claims.Cli.Output;

/// <summary>What stands in one place of a table: text, parts of which may have a colour. No markup, no emoji.</summary>
internal sealed class TextCell
{
    /// <summary>Drawn as a space; no line is broken at it.</summary>
    public const char Together = '\u00a0';

    private readonly IReadOnlyList<(string Text, Style Style)> _parts;

    public TextCell(params IReadOnlyList<(string Text, Style Style)> parts) =>
        _parts = [.. parts.Select(part => (Printed.Of(part.Text), part.Style))];

    /// <summary>All of it, without colours.</summary>
    public string Text => string.Concat(_parts.Select(part => part.Text)).Replace(Together, ' ');

    /// <summary>How wide it is on one line, in columns.</summary>
    public int Width => Text.GetCellWidth();

    /// <summary>How wide its longest word is, in columns.</summary>
    public int Longest => Tokens().Select(Segment.CellCount).DefaultIfEmpty(0).Max();

    /// <summary>Text without a colour.</summary>
    public static implicit operator TextCell(string text) => new((text, Style.Plain));

    /// <summary>Both, one after the other.</summary>
    public static TextCell operator +(TextCell first, TextCell second) => new([.. first._parts, .. second._parts]);

    /// <summary>Its lines, of at most so many columns: broken between words, and within one only where it alone is longer.</summary>
    public IReadOnlyList<IReadOnlyList<Segment>> Lines(int width)
    {
        if (Width <= width)
            return [[.. _parts.Where(part => part.Text.Length > 0).Select(part => Drawn(part.Text, part.Style))]];
        var lines = new List<IReadOnlyList<Segment>>();
        List<Segment> line = [];
        foreach (var word in Tokens().Where(word => word.Count > 0))
        {
            if (line.Count > 0 && Segment.CellCount(line) + 1 + Segment.CellCount(word) > width)
            {
                lines.Add(line);
                line = [];
            }
            if (line.Count > 0)
                line.Add(Segment.Padding(1));
            line.AddRange(word);
            if (Segment.CellCount(line) > width)
            {
                var broken = Segment.SplitLines(line, width);
                lines.AddRange(broken.SkipLast(1));
                line = [.. broken[^1]];
            }
        }
        return [.. lines, line];
    }

    // Words, of several parts where one ends within it.
    private List<List<Segment>> Tokens()
    {
        List<List<Segment>> words = [[]];
        foreach (var (text, style) in _parts)
        {
            foreach (var (at, piece) in text.Split(' ').Index())
            {
                if (at > 0)
                    words.Add([]);
                if (piece.Length > 0)
                    words[^1].Add(Drawn(piece, style));
            }
        }
        return words;
    }

    private static Segment Drawn(string text, Style style) => new(text.Replace(Together, ' '), style);
}
