using Claims.Measurements.Arrays;
using Claims.Model;

namespace Claims.Pairs;

/// <summary>
/// Something every pair of a subject is asked for. Claims that name the same measure share what it gave: it is taken once per pair.
/// </summary>
/// <param name="Name">Unique among the measures of a paper.</param>
/// <param name="Compute">Computes it, from a pair that is being tried.</param>
public sealed record Measure(string Name, Func<PairRuns, IReadOnlyList<Numbers>> Compute)
{
    /// <summary>What the runs of the pair and of its controls must keep, so that one forward per clip serves all measures.</summary>
    public Sites Needs { get; init; } = Sites.None;

    /// <summary>
    /// About how many forwards of one clip it costs per pair, beyond the pair's own runs: how many pairs it can be computed on is reckoned
    /// by this.
    /// </summary>
    public double Forwards { get; init; } = 1;

    /// <summary>
    /// Whether it reads untrained models only: what it gives depends on architecture, clips, seed and target, and not on the subject's
    /// weights.
    /// </summary>
    public bool UntrainedOnly { get; init; }

    /// <summary>Whose it is: the namespace that takes it, where nothing else is said. Two papers may each have a "cascade".</summary>
    public string Paper { get => field ?? Compute.Method.DeclaringType?.Namespace ?? ""; init; }

    /// <summary>What its results are kept under: paper and name.</summary>
    public string Key => $"{Paper}/{Name}";

    /// <summary>The name in a <see cref="Key"/>.</summary>
    public static string NameIn(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>No two different measures are called the same.</summary>
    /// <exception cref="ArgumentException">Two are: what one gave would be taken for the other's.</exception>
    public static void MustDiffer(IEnumerable<Measure> measures)
    {
        if (measures.GroupBy(measure => measure.Key)
            .FirstOrDefault(same => same.Select(measure => measure.Compute).Distinct().Count() > 1) is { } twice)
            throw new ArgumentException($"Two measures are called \"{NameIn(twice.Key)}\": give one of them another name, or a Paper.",
                nameof(measures));
    }

    /// <inheritdoc/>
    public bool Equals(Measure? other) => other?.Key == Key;

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
