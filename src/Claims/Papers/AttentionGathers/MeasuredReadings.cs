using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Pairs;

namespace Claims.Papers.AttentionGathers;

/// <summary>What the claims ask of single runs: where a logit comes from, and where a head looks.</summary>
public static class MeasuredReadings
{
    /// <summary>The class's direct logit attribution.</summary>
    public const string TargetArray = "target_dla";

    /// <summary>The greatest gap to a logit.</summary>
    public const string WorstGapArray = "worst_gap";

    /// <summary>The greatest gap between the sum of the components and a logit.</summary>
    public const string WorstSumGapArray = "worst_sum_gap";

    /// <summary>The head of figure 4.</summary>
    public static (int Layer, int Head) FocusHead { get; } = (9, 8);

    /// <summary>The head of figure 1.</summary>
    public static (int Layer, int Head) TrackHead { get; } = (10, 8);

    /// <summary>
    /// <c>target_dla</c>, <c>worst_gap</c> (greatest difference between final-norm CLS . W + b and the logit, over classes),
    /// <c>worst_sum_gap</c> (the same of the sum over components), of the clean clip.
    /// </summary>
    public static Measure Attribution { get; } = new("direct logit attribution", TakeAttribution) { Needs = DirectLogitAttribution.Needs };

    /// <summary>
    /// The target's logit lens [hidden state] of both clips: <c>clean</c>, <c>corrupt</c>; <c>clean margin</c>: over the best other class.
    /// </summary>
    public static Measure Lens { get; } = new("logit lens", runs =>
    {
        var (clean, corrupt) = (LensOf(runs.Outcome.Clean), LensOf(runs.Outcome.Corrupt));
        return [Column(clean, runs.Target, "clean"), Column(corrupt, runs.Target, "corrupt"),
            Margins(clean, runs.Target, "clean margin")];
    })
    { Needs = LogitLens.Needs };

    /// <summary>The published token map of the clean clip: <see cref="TokenMapFacts"/>.</summary>
    public static Measure TokenMapOf { get; } =
        new("token map", runs => TokenMapFacts.Of(runs.Outcome.Clean, runs.Grid, runs.Target)) { Needs = TokenMapFacts.Needs };

    /// <summary>The same in an untrained model.</summary>
    public static Measure TokenMapUntrained { get; } =
        new("token map, untrained", runs =>
            TokenMapFacts.Of(runs.Untrained.Clean, runs.Grid, runs.Target))
        { Needs = TokenMapFacts.Needs, UntrainedOnly = true };

    /// <summary>CLS attention of the clean clip, folded as published: <see cref="HeadFacts.Folded"/>.</summary>
    public static Measure FoldedAttention { get; } =
        new("cls attention, folded as published", runs =>
            HeadFacts.Folded(runs.Outcome.Clean, runs.Grid, FocusHead))
        { Needs = ClsAttention.Needs };

    /// <summary>How each head follows ball and pins, in the clean clip, on the true grid: <see cref="HeadFacts.Follows"/>.</summary>
    public static Measure FollowsBoth { get; } =
        new("cls attention on ball and pins", runs =>
            HeadFacts.Follows(runs.Outcome.Clean, runs.Grid, FocusHead,
                [("ball and pins",
                    HeadFacts.Union(PairRuns.Where(runs.Clean, "ball"),
                        PairRuns.Where(runs.Clean, "pins")))]))
        { Needs = ClsAttention.Needs };

    /// <summary>How a head follows the ball, and in the last half the pins, in either clip.</summary>
    public static Measure FollowsInTurn { get; } = new("cls attention on ball, then pins", runs =>
    [
        .. HeadFacts.Follows(runs.Outcome.Clean, runs.Grid, TrackHead, HeadFacts.InTurn("clean", runs.Clean)),
        .. HeadFacts.Follows(runs.Outcome.Corrupt, runs.Grid, TrackHead, HeadFacts.InTurn("corrupted", runs.Corrupt)),
    ])
    { Needs = ClsAttention.Needs };

    private static LogitLens LensOf(ClipRun run) => LogitLens.Of(run.Model, run.Keeping(LogitLens.Needs));

    private static Numbers Column(LogitLens lens, int target, string name) =>
        new(name, "logit", [lens.Logits.Axes[0]],
            [.. Enumerable.Range(0, lens.Logits.Axes[0].Labels.Count).Select(state => lens.Logits[state, target])]);

    private static Numbers Margins(LogitLens lens, int target, string name)
    {
        var classes = lens.Logits.Axes[1].Labels.Count;
        return new(name, "logit", [lens.Logits.Axes[0]],
            [.. lens.Logits.Values.Chunk(classes).Select(logits => logits[target] - logits.Where((_, label) => label != target).Max())]);
    }

    private static IReadOnlyList<Numbers> TakeAttribution(PairRuns runs)
    {
        var run = runs.Outcome.Clean;
        var trace = run.Keeping(DirectLogitAttribution.Needs);
        var dla = DirectLogitAttribution.Of(run.Model, trace);
        var logits = ClassLogits.Of(run.Model, trace).Logits.Values;
        var components = dla.Components.Axes[0].Labels.Count;
        var sums = Enumerable.Range(0, logits.Count)
            .Select(label => Enumerable.Range(0, components).Sum(part => dla.Components[part, label]));
        return
        [
            new Numbers(TargetArray, "logit", [], [dla.Logits[runs.Target]]),
            new Numbers(WorstGapArray, "logit", [], [dla.Logits.Values.Zip(logits, (a, b) => Math.Abs(a - b)).Max()]),
            new Numbers(WorstSumGapArray, "logit", [], [sums.Zip(logits, (a, b) => Math.Abs(a - b)).Max()]),
        ];
    }
}
