using System.Globalization;

namespace Claims.Subjects.Files;

/// <summary>Seeds from one to another, both included, written <c>1000-1031</c>.</summary>
/// <param name="First">The least.</param>
/// <param name="Last">The greatest.</param>
internal readonly record struct SeedRange(long First, long Last)
{
    // More pairs than anyone measures; keeps a slip of the pen from filling memory.
    private const int Most = 100_000;

    /// <summary>The seeds in order.</summary>
    public IEnumerable<long> Seeds()
    {
        for (var seed = First; seed <= Last; seed++)
            yield return seed;
    }

    /// <summary>Whether a seed of one, moved by any of these offsets, is a seed of the other, moved likewise.</summary>
    public bool Meets(SeedRange other, IReadOnlyList<long> offsets)
    {
        var (first, last) = (First, Last);
        return offsets.Any(mine => offsets.Any(theirs => first + mine <= other.Last + theirs && other.First + theirs <= last + mine));
    }

    /// <summary>Reads it; null where it is none.</summary>
    public static SeedRange? Parse(string text)
    {
        var ends = text.Split('-');
        return ends.Length == 2 && Number(ends[0]) is { } first && Number(ends[1]) is { } last && first <= last && last - first < Most
            ? new SeedRange(first, last)
            : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= uint.MaxValue ? number : null;
}
