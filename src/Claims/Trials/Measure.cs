using Claims.Checkpoints;
using Claims.Measurements.Arrays;
using Claims.Model;

namespace Claims.Trials;

/// <summary>Something every pair of a subject is asked for. Claims that name the same measure share what it gave: it is taken once a pair.</summary>
/// <param name="Name">Unique among measures: results are kept under it.</param>
/// <param name="Take">Takes it, from a pair that is being tried.</param>
public sealed record Measure(string Name, Func<PairTrial, IReadOnlyList<Numbers>> Take)
{
    /// <summary>What the runs of the pair and of its controls must keep, so that one forward a clip serves all measures.</summary>
    public Sites Needs { get; init; } = Sites.None;

    /// <summary>Whether it reads untrained models only: what it gives depends on architecture, clips, seed and target, and not on the subject's weights.</summary>
    public bool UntrainedOnly { get; init; }

    /// <inheritdoc/>
    public bool Equals(Measure? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
