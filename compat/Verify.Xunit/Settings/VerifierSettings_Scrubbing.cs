using System.Text;

namespace VerifyTests;

public static partial class VerifierSettings
{
    internal static ScrubberList Scrubbers { get; } = new();

    internal static bool ProjectDirectoryScrubbed { get; private set; } = true;

    internal static bool SolutionDirectoryScrubbed { get; private set; } = true;

    internal static bool UserProfileScrubbed { get; private set; } = true;

    public static void DontScrubProjectDirectory() => Change(() => ProjectDirectoryScrubbed = false);

    public static void DontScrubSolutionDirectory() => Change(() => SolutionDirectoryScrubbed = false);

    public static void DontScrubUserProfile() => Change(() => UserProfileScrubbed = false);

    public static void AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        Change(() => Scrubbers.Add((text, _, _) => scrubber(text), location));

    public static void AddScrubber(string extension, Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        Change(() => Scrubbers.Add((text, _, _) => scrubber(text), location, extension));

    public static void ScrubLines(Func<string, bool> removeLine, ScrubberLocation location = ScrubberLocation.First) =>
        AddScrubber(text => text.FilterLines(removeLine), location);

    public static void ScrubLinesWithReplace(Func<string, string?> replaceLine, ScrubberLocation location = ScrubberLocation.First) =>
        AddScrubber(text => text.ReplaceLines(replaceLine), location);

    public static void ScrubEmptyLines(ScrubberLocation location = ScrubberLocation.First) => AddScrubber(LineScrubbers.RemoveEmptyLines, location);

    public static void ScrubLinesContaining(params string[] stringToMatch) => ScrubLinesContaining(StringComparison.OrdinalIgnoreCase, stringToMatch);

    public static void ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch) =>
        ScrubLines(LineScrubbers.Containing(comparison, stringToMatch));

    public static void ScrubInlineGuids(ScrubberLocation location = ScrubberLocation.First) =>
        Change(() => Scrubbers.Add((text, counter, _) => InlineGuids.Replace(text, counter), location));
}
