using System.Text;
using Claims.Common;

namespace Claims.Checkpoints;

/// <summary>Names that come out of files, made safe for a message: short, one line, no control characters.</summary>
internal static class Quoting
{
    private const int Longest = 120;

    /// <summary>The most names that a message lists.</summary>
    public const int MostNames = 5;

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'").Append(Printed.Of(text[..Math.Min(text.Length, Longest)]));
        if (text.Length > Longest)
            quoted.Append($"... ({text.Length} characters)");
        return quoted.Append('\'').ToString();
    }

    /// <summary>The first few of some names, each quoted, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> names) => List(names, Quote);

    /// <summary>The same, each described in other words.</summary>
    public static string List<T>(IReadOnlyCollection<T> items, Func<T, string> describe) => string.Join(", ", items.Take(MostNames)
        .Select(describe)) + (items.Count > MostNames ? $" and {items.Count - MostNames} more" : "");

    public static string Shape(IEnumerable<long> shape) => "[" + string.Join(", ", shape) + "]";
}
