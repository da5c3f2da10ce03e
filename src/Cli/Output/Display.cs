namespace Claims.Cli.Output;

/// <summary>What can be shown where the output goes.</summary>
/// <param name="Width">In columns; null: it is no terminal, and a line may be as long as it needs to be.</param>
/// <param name="Colours">Whether text may have a colour.</param>
/// <param name="Unicode">Whether there is more than ASCII.</param>
internal sealed record Display(int? Width, bool Colours, bool Unicode)
{
    /// <summary>A file or another program.</summary>
    public static Display Plain { get; } = new(null, false, false);
}
