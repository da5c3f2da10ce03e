namespace Claims.Cli.Output;

/// <summary>What a run's end says to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Every verdict is the expected one.</summary>
    public const int AsExpected = 0;

    /// <summary>A verdict is not the expected one, or parity was missed.</summary>
    public const int NotAsExpected = 1;

    /// <summary>Bad usage or input.</summary>
    public const int BadInput = 2;

    /// <summary>Something needed is missing on this machine.</summary>
    public const int Missing = 3;

    /// <summary>Ended by the user, as a shell says it.</summary>
    public const int Interrupted = 130;
}
