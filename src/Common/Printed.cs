using System.Globalization;
using System.Text;

namespace Claims.Common;

/// <summary>
/// The one escape for text that is printed: names, messages and whatever else comes out of files. One line of text stays one line, nothing
/// in it moves a terminal's cursor, turns the direction of writing or hides, and none of it is a command to a build's log.
/// </summary>
internal static class Printed
{
    /// <summary>
    /// The text with control characters, invisible ones, ends of lines and halves of surrogate pairs as <c>\u001b</c>; likewise the first
    /// colon of <c>::</c> at the beginning and the second <c>#</c> of <c>##[</c> and <c>##name[</c>, which GitHub, Azure and TeamCity take
    /// for commands.
    /// </summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !text.Contains("::", StringComparison.Ordinal)
            && !text.Contains("##", StringComparison.Ordinal))
            return text;
        var printed = new StringBuilder(text.Length);
        var begun = false;
        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            if (!whole || IsHidden(rune))
                Escape(printed, whole ? rune.Value : text[at]);
            else if (!begun && IsAt(text, at, "::") || IsCommand(text, at))
                Escape(printed, text[at]);
            else
                printed.Append(rune.ToString());
            begun |= !whole || !Rune.IsWhiteSpace(rune);
            at += whole ? rune.Utf16SequenceLength : 1;
        }
        return printed.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    // The second # of ##[ or ##word[.
    private static bool IsCommand(string text, int at)
    {
        if (text[at] != '#' || at == 0 || text[at - 1] != '#')
            return false;
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        return end < text.Length && text[end] == '[';
    }

    private static bool IsAt(string text, int at, string what) => text.AsSpan(at).StartsWith(what, StringComparison.Ordinal);

    private static void Escape(StringBuilder printed, int code) =>
        printed.Append(CultureInfo.InvariantCulture, $"\\{(code > char.MaxValue ? $"U{code:x8}" : $"u{code:x4}")}");
}
