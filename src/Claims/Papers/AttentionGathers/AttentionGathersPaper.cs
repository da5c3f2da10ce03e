namespace Claims.Papers.AttentionGathers;

/// <summary>
/// "Attention Gathers, MLPs Compose: A Causal Analysis of an Action-Outcome Circuit in VideoViT", arXiv 2603.11142. Layers and heads count
/// from 0.
/// </summary>
public static class AttentionGathersPaper
{
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
