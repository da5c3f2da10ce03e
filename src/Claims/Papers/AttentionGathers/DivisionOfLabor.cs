using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>The title, and section 4.4: attention brings the outcome to where it is read, MLPs make it.</summary>
public static class DivisionOfLabor
{
    private const string Attention = "ATTN", Mlp = "MLP", Cls = "cls", Patches = "patches";

    // 28 patches, each from its own layer on.
    private const double Replays = 14;

    /// <summary>
    /// Updates patched on CLS alone and on patch tokens alone: projection of CLS's signal that each brings back, by layer, component and
    /// token set.
    /// </summary>
    private static readonly Measure BySite =
        new("patching by token set", runs => BySets(runs.Outcome, runs)) { Needs = UpdateMovement.Needs, Forwards = Replays };

    private static readonly Measure BySiteUntrained =
        new("patching by token set, untrained", runs =>
            BySets(runs.Untrained, runs))
        { Needs = UpdateMovement.Needs, UntrainedOnly = true, Forwards = Replays };

    /// <summary>Attention gathers, MLPs compose.</summary>
    public static Claim AttentionGathersMlpsCompose { get; } = Claim
        .That("DIVISION-OF-LABOR", "attention gathers the outcome into the class token, MLPs compose it", at: "title, section 4.4",
            corrected: "attention brings the outcome to the class token and MLPs make it on patch tokens, more so than in untrained models")
        .Reproduced("recovery, norm, all tokens, mean over layers 4 to 9: MLP over attention; and the other way round in layer 10",
            by: [Shares.Patched], expecting: samples =>
        [
            Check.Of("MLP minus attention, layers 4-9", "points", [.. samples.Each(Shares.Patched, Recovery.NormArray).Select(recovery =>
                Enumerable.Range(4, 6).Average(layer => recovery.At(layer, Mlp) - recovery.At(layer, Attention)))]).Above(0),
            Check.Of("attention minus MLP, layer 10", "points",
                [.. samples.Each(Shares.Patched, Recovery.NormArray)
                    .Select(recovery => recovery.At(10, Attention) - recovery.At(10, Mlp))])
                .Above(0),
        ])
        .Controlled(
            "projection of CLS's signal, mean over layers 4 to 10: attention into CLS brings more than MLPs on CLS, MLPs on patch tokens "
                + "more than attention on patch tokens, both more so than untrained",
            by: [BySite, BySiteUntrained], expecting: samples =>
            [
                Check.Of("gathering: attention minus MLP on CLS", "points", Gathering(samples, BySite)).Above(0),
                Check.Of("composing: MLP minus attention on patch tokens", "points", Composing(samples, BySite)).Above(0),
                Check.Of("gathering over untrained models", "points",
                    UntrainedRange.Beyond(Gathering(samples, BySite), Gathering(samples, BySiteUntrained))).Above(0),
                Check.Of("composing over untrained models", "points",
                    UntrainedRange.Beyond(Composing(samples, BySite), Composing(samples, BySiteUntrained))).Above(0),
            ]);

    private static double[] Gathering(Samples samples, Measure measure) =>
        Mean(samples, measure, layer => Difference(layer, Attention, Mlp, Cls));

    private static double[] Composing(Samples samples, Measure measure) =>
        Mean(samples, measure, layer => Difference(layer, Mlp, Attention, Patches));

    // Mean over layers, pair by pair.
    private static double[] Mean(Samples samples, Measure measure, Func<Numbers, double> ofLayer) =>
        [.. samples.Each(measure, Recovery.ClsProjectionArray)
            .Select(shares => shares.Axes[0].Labels.Average(layer => ofLayer(shares.Row("layer", layer))))];

    private static double Difference(Numbers shares, string more, string less, string tokens) =>
        shares.At(("component", more), ("tokens", tokens)) - shares.At(("component", less), ("tokens", tokens));

    private static IReadOnlyList<Numbers> BySets(ClipPair pair, PairRuns runs) =>
        UpdateMovement.OfTokens(pair, Shares.LayersOf(runs), [TokenSet.Cls(runs.Grid), TokenSet.Patches(runs.Grid)], runs.Target);
}
