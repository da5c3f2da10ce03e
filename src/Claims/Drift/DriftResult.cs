using Claims.Drift.Decisions;
using Claims.Drift.Roles;
using Claims.Drift.Weights;
using Claims.Pairs;
using Claims.Subjects;

namespace Claims.Drift;

/// <summary>What an update did: what every report shows, in its own way.</summary>
/// <param name="Baseline">The subject with the weights before.</param>
/// <param name="Candidate">The same clips with the weights after.</param>
/// <param name="Device">Where it was computed.</param>
/// <param name="Dtype">In which type.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Pairs">The clips.</param>
/// <param name="Claims">One per claim and form.</param>
/// <param name="Weights">Where the update acted.</param>
/// <param name="Layers">How alike the streams are.</param>
/// <param name="Roles">What became of heads that followed something.</param>
/// <param name="Warnings">What a reader must know beside it.</param>
public sealed record DriftResult(
    Subject Baseline, Subject Candidate, string Device, string Dtype, uint Seed, IReadOnlyList<MeasuredPair> Pairs,
    IReadOnlyList<ClaimDrift> Claims,
    WeightChanges Weights, IReadOnlyList<LayerSimilarity> Layers, IReadOnlyList<HeadRole> Roles, IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// What the update did in one word: Drifted where a claim did; NotComparable where one that was decided before can no longer be tried
    /// (untested is not passed); Inconclusive where one is; else Equivalent.
    /// </summary>
    public Decision Decision => Any(Decision.Drifted) ? Decision.Drifted
        : Claims.Any(claim => claim.Decision == Decision.NotComparable && claim.WasDecided) ? Decision.NotComparable
        : Any(Decision.Inconclusive) ? Decision.Inconclusive
        : Decision.Equivalent;

    /// <summary>What a reader should know of how the clips were read, for either model, once for each clip and note.</summary>
    public IReadOnlyList<ClipNote> ClipNotes { get; init; } = [];

    private bool Any(Decision decision) => Claims.Any(claim => claim.Decision == decision);
}
