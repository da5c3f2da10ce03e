using Claims.Alley;
using Claims.Video;

namespace Claims.Cli.Choices;

/// <summary>The kinds of clips that the command line knows beside files: those of the alley.</summary>
internal static class ClipSources
{
    public static IReadOnlyList<ClipReader> Readers { get; } = [AlleyReader.Reader];
}
