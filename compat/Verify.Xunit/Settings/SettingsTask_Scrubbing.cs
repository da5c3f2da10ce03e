using System.Diagnostics.Contracts;
using System.Text;

namespace VerifyTests;

public partial class SettingsTask
{
    [Pure]
    public SettingsTask DisableScrubbers() => With(s => s.DisableScrubbers());

    [Pure]
    public SettingsTask AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        With(s => s.AddScrubber(scrubber, location));

    [Pure]
    public SettingsTask AddScrubber(string extension, Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        With(s => s.AddScrubber(extension, scrubber, location));

    [Pure]
    public SettingsTask ScrubLines(Func<string, bool> removeLine, ScrubberLocation location = ScrubberLocation.First) =>
        With(s => s.ScrubLines(removeLine, location));

    [Pure]
    public SettingsTask ScrubLinesWithReplace(Func<string, string?> replaceLine, ScrubberLocation location = ScrubberLocation.First) =>
        With(s => s.ScrubLinesWithReplace(replaceLine, location));

    [Pure]
    public SettingsTask ScrubEmptyLines(ScrubberLocation location = ScrubberLocation.First) => With(s => s.ScrubEmptyLines(location));

    [Pure]
    public SettingsTask ScrubLinesContaining(params string[] stringToMatch) => With(s => s.ScrubLinesContaining(stringToMatch));

    [Pure]
    public SettingsTask ScrubLinesContaining(ScrubberLocation location = ScrubberLocation.First, params string[] stringToMatch) =>
        With(s => s.ScrubLinesContaining(location, stringToMatch));

    [Pure]
    public SettingsTask ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch) =>
        With(s => s.ScrubLinesContaining(comparison, stringToMatch));

    [Pure]
    public SettingsTask ScrubInlineGuids(ScrubberLocation location = ScrubberLocation.First) => With(s => s.ScrubInlineGuids(location));

    [Pure]
    public SettingsTask ScrubMachineName(ScrubberLocation location = ScrubberLocation.First) => With(s => s.ScrubMachineName(location));

    [Pure]
    public SettingsTask ScrubUserName(ScrubberLocation location = ScrubberLocation.First) => With(s => s.ScrubUserName(location));
}
