using System.Diagnostics;

namespace Claims.Cli.Measuring;

/// <summary>How far a sweep is and how long it may still take, on the terminal's last line. Silent where nobody watches.</summary>
internal sealed class ProgressLine : IProgress<(int Done, int Of)>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _last = int.MaxValue;

    /// <summary>What is being measured.</summary>
    public string What { get; set; } = "";

    public void Report((int Done, int Of) value)
    {
        if (value.Done <= _last)
            _watch.Restart();
        _last = value.Done;
        if (Console.IsErrorRedirected)
            return;
        // The first result only starts the clock: what came before it may belong to the runs themselves.
        var left = value.Done > 1 ? TimeSpan.FromSeconds(_watch.Elapsed.TotalSeconds / (value.Done - 1) * (value.Of - value.Done)) : (TimeSpan?)null;
        Console.Error.Write(value.Done == value.Of ? "\r\u001b[K" : $"\r\u001b[K{What}: {value.Done} of {value.Of}{(left is { } time ? $", about {time:h\\:mm\\:ss} left" : "")}");
    }
}
