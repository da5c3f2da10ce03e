using System.Text;

namespace VerifyTests;

internal delegate void Scrubber(StringBuilder text, Counter counter, IReadOnlyDictionary<string, object> context);

/// <summary>Scrubbers in the order they run in: those for every text, and those for one extension.</summary>
internal sealed class ScrubberList
{
    private readonly Dictionary<string, List<Scrubber>> _byExtension = [];

    public List<Scrubber> Everywhere { get; } = [];

    public void Add(Scrubber scrubber, ScrubberLocation location, string? extension = null)
    {
        var list = Everywhere;
        if (extension is not null && !_byExtension.TryGetValue(extension, out list))
        {
            _byExtension[extension] = list = [];
        }

        list.Insert(location == ScrubberLocation.First ? 0 : list.Count, scrubber);
    }

    public void AddAll(ScrubberList other)
    {
        Everywhere.AddRange(other.Everywhere);
        foreach (var (extension, scrubbers) in other._byExtension)
        {
            _byExtension[extension] = [.. scrubbers];
        }
    }

    public IReadOnlyList<Scrubber> For(string extension) => _byExtension.TryGetValue(extension, out var list) ? list : [];
}

internal static class Scrubbers
{
    /// <summary>Scrubs a text that is a file of its own.</summary>
    public static void ApplyToFile(string extension, StringBuilder text, VerifySettings settings, Counter counter) => Apply(
        [.. settings.Scrubbers.Everywhere, .. settings.Scrubbers.For(extension), .. VerifierSettings.Scrubbers.For(extension), .. VerifierSettings.Scrubbers.Everywhere],
        text, settings, counter);

    /// <summary>Scrubs a string inside an object; the object's whole text is not scrubbed again.</summary>
    public static string ApplyToValue(string value, VerifySettings settings, Counter counter)
    {
        var text = new StringBuilder(value);
        Apply([.. settings.Scrubbers.Everywhere, .. VerifierSettings.Scrubbers.Everywhere], text, settings, counter);
        return text.ToString();
    }

    private static void Apply(IReadOnlyList<Scrubber> scrubbers, StringBuilder text, VerifySettings settings, Counter counter)
    {
        if (settings.ScrubbersEnabled)
        {
            foreach (var scrub in scrubbers)
            {
                scrub(text, counter, settings.Context);
            }

            Directories.Replace(text);
        }

        text.FixNewlines();
    }
}
