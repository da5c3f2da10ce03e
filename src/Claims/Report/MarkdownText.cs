using System.Text;
using Claims.Common;

namespace Claims.Report;

/// <summary>Text in Markdown: what a name or a message holds is shown, not interpreted.</summary>
internal static class MarkdownText
{
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in Printed.Of(text.ReplaceLineEndings(" ")))
            shown.Append(c is '\\' or '|' or '*' or '_' or '`' or '<' or '>' or '[' or ']' or '#' or '&' or '~' ? $"\\{c}" : c.ToString());
        // An address on its own is a link in GitHub's dialect.
        return shown.Replace("://", "\\://").Replace("www.", "www\\.").ToString();
    }

    /// <summary>A code span: its fence is longer than any run of backticks in the text, which ends it nowhere else.</summary>
    public static string Code(string text)
    {
        var shown = Printed.Of(text);
        var (run, longest) = (0, 0);
        foreach (var c in shown)
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        var fence = new string('`', longest + 1);
        // One space beside a backtick, or beside spaces at both ends, is taken away again when the span is shown.
        var apart = shown.Length == 0 || shown[0] is '`' or ' ' || shown[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{apart}{shown}{apart}{fence}";
    }
}
