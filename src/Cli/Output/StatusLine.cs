using System.Diagnostics.CodeAnalysis;
using Claims.Common;

namespace Claims.Cli.Output;

/// <summary>
/// How far long work is, on the error stream: a terminal's last line, drawn again and again; where the stream goes to a file or a build's
/// log, a plain line a minute.
/// </summary>
// Spectre's live displays want the whole work inside one; a line that any sweep may draw needs none.
internal sealed class StatusLine(TextWriter to, bool terminal, TimeProvider clock)
{
    private static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenPlainLines = TimeSpan.FromMinutes(1);
    private const string ClearedLine = "\r\u001b[K";

    // A file or log hears of nothing that ends within a minute; a terminal of everything.
    private long? _shown = terminal ? null : clock.GetTimestamp();

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "What it shows passes the escape, and no line ends.")]
    public StatusLine()
        : this(Console.Error, !Console.IsErrorRedirected, TimeProvider.System)
    {
    }

    public void Show(string text)
    {
        if (_shown is { } shown && clock.GetElapsedTime(shown) < (terminal ? BetweenDrawings : BetweenPlainLines))
            return;
        _shown = clock.GetTimestamp();
        if (terminal)
            to.Write(ClearedLine + Printed.Of(text));
        else
            to.WriteLine($"claims: {Printed.Of(text)}");
    }

    /// <summary>Takes the line away, so that others can write; the next text is shown at once on a terminal.</summary>
    public void Clear()
    {
        if (!terminal)
            return;
        to.Write(ClearedLine);
        _shown = null;
    }
}
