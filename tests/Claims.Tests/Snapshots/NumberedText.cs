using System.Globalization;
using System.Text.RegularExpressions;

namespace Claims.Tests.Snapshots;

/// <summary>A stretch of text and the number that ends it; the last piece of a text has none.</summary>
internal sealed record NumberedPiece(string Text, string? Written, int At)
{
    public double? Number => Written is null ? null : double.Parse(Written.Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>
/// Finds the numbers in a snapshot, as they are written there: <c>3</c>, <c>-0.5</c>, <c>1E-07</c>, <c>"NaN"</c>, <c>"-Infinity"</c>.
/// Digits joined to a word by nothing, a point or a hyphen are part of it: <c>L4.mlp_out</c>, <c>F1</c>, <c>1.2.3</c>, <c>2026-01-02</c>.
/// </summary>
internal static partial class NumberedText
{
    public static IReadOnlyList<NumberedPiece> Split(string text)
    {
        var pieces = new List<NumberedPiece>();
        var from = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            pieces.Add(new(text[from..match.Index], match.Value, match.Index));
            from = match.Index + match.Length;
        }

        pieces.Add(new(text[from..], null, from));
        return pieces;
    }

    public static string Blank(string line) => Pattern().Replace(line, "#");

    [GeneratedRegex("""
        "(?:NaN|-?Infinity)"|(?<![\w.]|\w-)-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w|[.-]\w)
        """)]
    private static partial Regex Pattern();
}
