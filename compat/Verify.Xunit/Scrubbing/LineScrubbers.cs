using System.Text;

namespace VerifyTests;

internal static class LineScrubbers
{
    public static Func<string, bool> Containing(StringComparison comparison, IReadOnlyCollection<string> words) =>
        line => words.Any(w => line.Contains(w, comparison));

    public static void FilterLines(this StringBuilder text, Func<string, bool> removeLine)
    {
        var original = text.ToString();
        Rebuild(text, Lines(original).Where(l => !removeLine(l)));
        if (text.Length > 0 && !original.EndsWith('\n'))
        {
            text.Length--;
        }
    }

    public static void ReplaceLines(this StringBuilder text, Func<string, string?> replaceLine)
    {
        var original = text.ToString();
        Rebuild(text, Lines(original).Select(replaceLine).OfType<string>());
        if (text.Length > 0 && !original.EndsWith('\n'))
        {
            text.Length--;
        }
    }

    public static void RemoveEmptyLines(StringBuilder text)
    {
        text.FilterLines(string.IsNullOrWhiteSpace);
        if (text.Length > 0 && text[^1] == '\n')
        {
            text.Length--;
        }
    }

    /// <summary>Replaces the word where no letter or digit touches it.</summary>
    public static void ReplaceWord(StringBuilder text, string word, string replacement)
    {
        var original = text.ToString();
        var from = 0;
        text.Clear();
        for (var at = original.IndexOf(word, StringComparison.Ordinal); at >= 0; at = original.IndexOf(word, at, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at > 0 && char.IsLetterOrDigit(original[at - 1])) || (end < original.Length && char.IsLetterOrDigit(original[end])))
            {
                at++;
                continue;
            }

            text.Append(original, from, at - from).Append(replacement);
            from = at = end;
        }

        text.Append(original, from, original.Length - from);
    }

    private static void Rebuild(StringBuilder text, IEnumerable<string> lines)
    {
        var kept = lines.ToList();
        text.Clear();
        kept.ForEach(l => text.Append(l).Append('\n'));
    }

    private static IEnumerable<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
