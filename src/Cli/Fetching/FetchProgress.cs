using Claims.Model.Hub;

namespace Claims.Cli.Fetching;

/// <summary>A bar for the file that is on its way, on the error stream; only the notes where nobody watches.</summary>
// Spectre's own bars want the whole fetch inside a live display; one line, like that of a sweep, needs none.
internal sealed class FetchProgress : IProgress<HubProgress>
{
    private const int Width = 30;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock = TimeProvider.System;
    private HubFile? _file;
    private long _start;
    private long _begun;
    private long _drawn;

    public void Report(HubProgress value)
    {
        if (value.File != _file)
            (_file, _start, _begun, _drawn) = (value.File, value.Done, _clock.GetTimestamp(), 0);
        if (value.Note is { } note)
            Console.Error.WriteLine($"{Clear}claims: {value.File.Path}: {note}");
        else if (!Console.IsErrorRedirected && (value.Done == value.File.Size || _drawn == 0 || _clock.GetElapsedTime(_drawn) > Between))
            Draw(value);
    }

    private static string Clear => Console.IsErrorRedirected ? "" : "\r\u001b[K";

    private void Draw(HubProgress value)
    {
        _drawn = _clock.GetTimestamp();
        Console.Error.Write(value.Done == value.File.Size ? Clear : Clear + Line(value, value.Done - _start, _clock.GetElapsedTime(_begun)));
    }

    /// <summary>name [####......] 12.3 of 354.1 MB, 8.1 MB/s, 0:00:42 left</summary>
    internal static string Line(HubProgress value, long came, TimeSpan took)
    {
        const double Mega = 1e6;
        var (done, size) = (value.Done, Math.Max(1, value.File.Size));
        var filled = (int)(Width * done / size);
        var rate = took.TotalSeconds > 0 ? came / took.TotalSeconds : 0;
        var left = rate > 0 ? $", {rate / Mega:0.0} MB/s, {TimeSpan.FromSeconds((size - done) / rate):h\\:mm\\:ss} left" : "";
        return $"{value.File.Path} [{new string('#', filled)}{new string('.', Width - filled)}] {done / Mega:0.0} of {size / Mega:0.0} MB{left}";
    }
}
