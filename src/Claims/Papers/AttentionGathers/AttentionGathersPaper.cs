using Claims.Measurements.Catalog;
using Claims.Papers.AttentionGathers.AsPublished;

namespace Claims.Papers.AttentionGathers;

/// <summary>
/// "Attention Gathers, MLPs Compose: A Causal Analysis of an Action-Outcome Circuit in VideoViT", arXiv 2603.11142. Layers and heads count
/// from 0.
/// </summary>
public static class AttentionGathersPaper
{
    /// <summary>Of how many pairs a claim that speaks of a clip must be true: 32 of 32 are sure to be more than 85 %.</summary>
    internal const double NearlyAll = 0.85;

    /// <summary>Measurements as the paper published them, for <c>claims measure</c>.</summary>
    public static IReadOnlyList<Method> Methods => PublishedMethods.All;

    /// <summary>Every claim, in the order of the paper.</summary>
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        SameLabel.BothAreBowling,
        DirectAttribution.Identity,
        DirectAttribution.Late,
        DirectAttribution.TokenMap,
        Heads.Focus,
        Heads.Track,
        ProbeFingerprint.FromTheFirstLayer,
        ProbeFingerprint.OutcomeSignal,
        Amplification.Cascade,
        Robustness.TopTokens,
        Robustness.Curve,
        Robustness.Frames,
        Robustness.Components,
        Shares.MlpShare,
        Shares.AttentionShare,
        Shares.MlpOverAttention,
        Shares.Distributed,
        DivisionOfLabor.AttentionGathersMlpsCompose,
    ];
}
