using System.Text;

namespace Claims.Report;

/// <summary>Text in Markdown: what a name or a message holds is shown, not interpreted.</summary>
internal static class MarkdownText
{
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.ReplaceLineEndings(" "))
            shown.Append(c is '\\' or '|' or '*' or '_' or '`' or '<' or '>' or '[' or ']' or '#' ? $"\\{c}" : c.ToString());
        return shown.ToString();
    }
}
