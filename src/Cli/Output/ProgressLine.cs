namespace Claims.Cli.Output;

/// <summary>How far a sweep is and how long it may still take.</summary>
internal sealed class ProgressLine(StatusLine line, TimeProvider clock) : IProgress<(int Done, int Of)>
{
    private long _start = clock.GetTimestamp();
    private int _last = int.MaxValue;

    public ProgressLine()
        : this(new StatusLine(), TimeProvider.System)
    {
    }

    /// <summary>What is being measured.</summary>
    public string What { get; set; } = "";

    public void Report((int Done, int Of) value)
    {
        if (value.Done <= _last)
            _start = clock.GetTimestamp();
        _last = value.Done;
        if (value.Done == value.Of)
            line.Clear();
        else
            line.Show($"{What}: {value.Done} of {value.Of}{Left(value)}");
    }

    /// <summary>Takes the line away, so that others can write.</summary>
    public void Clear() => line.Clear();

    // The first result only starts the clock: what came before it may belong to the runs themselves.
    private string Left((int Done, int Of) value) => value.Done > 1
        ? $", about {clock.GetElapsedTime(_start) / (value.Done - 1) * (value.Of - value.Done):h\\:mm\\:ss} left"
        : "";
}
