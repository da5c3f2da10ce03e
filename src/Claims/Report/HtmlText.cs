using System.Net;
using Claims.Common;

namespace Claims.Report;

/// <summary>Text in HTML: shown, not interpreted; characters that HTML has none of its own for (controls) as everywhere else.</summary>
internal static class HtmlText
{
    public static string Of(string text) => WebUtility.HtmlEncode(Printed.Of(text.ReplaceLineEndings(" ")));
}
