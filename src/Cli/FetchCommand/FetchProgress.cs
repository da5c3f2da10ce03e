using Claims.Checkpoints.Hub;
using Claims.Cli.Output;

namespace Claims.Cli.FetchCommand;

/// <summary>A bar for the file that is on its way, and notes of what went wrong on it.</summary>
internal sealed class FetchProgress : IProgress<HubProgress>
{
    private const int Width = 30;

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly StatusLine _line = new();
    private HubFile? _file;
    private long _start;
    private long _begun;

    public void Report(HubProgress value)
    {
        if (value.File != _file)
            (_file, _start, _begun) = (value.File, value.Done, _clock.GetTimestamp());
        if (value.Note is { } note)
        {
            _line.Clear();
            Screen.Error($"{value.File.Path}: {note}");
        }
        else if (value.Done == value.File.Size)
            _line.Clear();
        else
            _line.Show(Line(value, value.Done - _start, _clock.GetElapsedTime(_begun)));
    }

    /// <summary>name [####......] 12.3 of 354.1 MB, 8.1 MB/s, 0:00:42 left</summary>
    internal static string Line(HubProgress value, long came, TimeSpan took)
    {
        const double Mega = 1e6;
        var (done, size) = (value.Done, Math.Max(1, value.File.Size));
        var filled = (int)(Width * done / size);
        var rate = took.TotalSeconds > 0 ? came / took.TotalSeconds : 0;
        var left = rate > 0 ? $", {rate / Mega:0.0} MB/s, {TimeSpan.FromSeconds((size - done) / rate):h\\:mm\\:ss} left" : "";
        return $"{value.File.Path} [{new string('#', filled)}{new string('.', Width - filled)}] {done / Mega:0.0} of {size / Mega:0.0} "
            + $"MB{left}";
    }
}
