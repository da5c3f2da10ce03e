using System.Text;

namespace VerifyTests;

/// <summary>Whether a scrubber runs before or after those that are there.</summary>
public enum ScrubberLocation
{
    First,
    Last,
}

public partial class VerifySettings
{
    internal ScrubberList Scrubbers { get; } = new();

    internal bool ScrubbersEnabled { get; private set; } = true;

    public void DisableScrubbers() => ScrubbersEnabled = false;

    public void AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        Scrubbers.Add((text, _, _) => scrubber(text), location);

    public void AddScrubber(Action<StringBuilder, Counter> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        Scrubbers.Add((text, counter, _) => scrubber(text, counter), location);

    public void AddScrubber(string extension, Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First) =>
        Scrubbers.Add((text, _, _) => scrubber(text), location, extension);

    public void ScrubLines(Func<string, bool> removeLine, ScrubberLocation location = ScrubberLocation.First) =>
        AddScrubber(text => text.FilterLines(removeLine), location);

    public void ScrubLinesWithReplace(Func<string, string?> replaceLine, ScrubberLocation location = ScrubberLocation.First) =>
        AddScrubber(text => text.ReplaceLines(replaceLine), location);

    public void ScrubEmptyLines(ScrubberLocation location = ScrubberLocation.First) => AddScrubber(LineScrubbers.RemoveEmptyLines, location);

    public void ScrubLinesContaining(params string[] stringToMatch) => ScrubLinesContaining(StringComparison.OrdinalIgnoreCase, stringToMatch);

    public void ScrubLinesContaining(ScrubberLocation location = ScrubberLocation.First, params string[] stringToMatch) =>
        ScrubLinesContaining(StringComparison.OrdinalIgnoreCase, location, stringToMatch);

    public void ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch) =>
        ScrubLinesContaining(comparison, ScrubberLocation.First, stringToMatch);

    public void ScrubLinesContaining(StringComparison comparison, ScrubberLocation location, params string[] stringToMatch) =>
        ScrubLines(LineScrubbers.Containing(comparison, stringToMatch), location);

    public void ScrubInlineGuids(ScrubberLocation location = ScrubberLocation.First)
    {
        if (!Rules.ScrubGuids)
        {
            throw new InvalidOperationException($"GUIDs are not scrubbed here; {nameof(ScrubInlineGuids)} contradicts {nameof(DontScrubGuids)}.");
        }

        AddScrubber(InlineGuids.Replace, location);
    }

    public void ScrubMachineName(ScrubberLocation location = ScrubberLocation.First) =>
        AddScrubber(text => LineScrubbers.ReplaceWord(text, Environment.MachineName, "TheMachineName"), location);

    public void ScrubUserName(ScrubberLocation location = ScrubberLocation.First) =>
        AddScrubber(text => LineScrubbers.ReplaceWord(text, Environment.UserName, "TheUserName"), location);

    private void CopyScrubbing(VerifySettings other)
    {
        ScrubbersEnabled = other.ScrubbersEnabled;
        Scrubbers.AddAll(other.Scrubbers);
        _rules = other._rules;
    }
}
