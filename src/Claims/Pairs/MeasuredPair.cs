using Claims.Measurements.Arrays;
using Claims.Subjects;

namespace Claims.Pairs;

/// <summary>What one pair gave.</summary>
/// <param name="Name">The pair's.</param>
/// <param name="Clean">Source of the clean clip.</param>
/// <param name="CleanSha256">Of its pixel values.</param>
/// <param name="Corrupt">Source of the corrupted clip.</param>
/// <param name="CorruptSha256">Of its pixel values.</param>
/// <param name="Numbers">By the measure's name.</param>
public sealed record MeasuredPair(
    string Name, string Clean, string CleanSha256, string Corrupt, string CorruptSha256,
    IReadOnlyDictionary<string, IReadOnlyList<Numbers>> Numbers)
{
    /// <summary>Source of the control clip of another scene; null where the pair has none.</summary>
    public string? OtherScene { get; init; }

    /// <summary>Of its pixel values.</summary>
    public string? OtherSceneSha256 { get; init; }

    /// <summary>What a reader should know of how its clips were read.</summary>
    public IReadOnlyList<ClipNote> ClipNotes { get; init; } = [];

    /// <summary>Whether both are of the very same clips.</summary>
    internal bool SameClips(MeasuredPair other) =>
        (Name, CleanSha256, CorruptSha256, OtherSceneSha256) == (other.Name, other.CleanSha256, other.CorruptSha256,
            other.OtherSceneSha256);
}
