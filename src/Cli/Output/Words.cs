using Spectre.Console;

namespace Claims.Cli.Output;

/// <summary>Text in lines of a width, broken between words.</summary>
// Spectre breaks whatever is longer than a line; what is copied from a terminal, a path or a command, has to stay in one piece.
internal static class Words
{
    /// <summary>
    /// The text in lines of at most so many columns: broken at spaces, in a list without spaces after commas. A single word that is longer
    /// has a line of its own.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return [text];
        var lines = new List<string>();
        var line = "";
        foreach (var (piece, spaced) in text.Split(' ').SelectMany(word => Pieces(word, width)))
        {
            var longer = line + (spaced && line.Length > 0 ? " " : "") + piece;
            if (line.Length == 0 || longer.GetCellWidth() <= width)
            {
                line = longer;
                continue;
            }
            lines.Add(line);
            line = piece;
        }
        lines.Add(line);
        return lines;
    }

    private static IEnumerable<(string Text, bool Spaced)> Pieces(string word, int width)
    {
        if (word.GetCellWidth() <= width || !word.Contains(','))
            return [(word, true)];
        var items = word.Split(',');
        return items.Select((item, at) => (at == items.Length - 1 ? item : item + ",", at == 0));
    }
}
