using Claims.Measurements.Readings;
using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Section 4.1.3, figures 1 and 4: where two heads look.</summary>
public static class Heads
{
    /// <summary>The head of figure 4.</summary>
    public static (int Layer, int Head) FocusHead { get; } = (9, 8);

    /// <summary>The head of figure 1.</summary>
    public static (int Layer, int Head) TrackHead { get; } = (10, 8);

    /// <summary>CLS attention of the clean clip, folded as published: <see cref="HeadFacts.Folded"/>.</summary>
    public static Measure FocusFolded { get; } =
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

    // The paper names one of 12 x 12 heads.
    private const int All = 144;

    // Of a head's attention on patches. Less is not following, however sure it is: an object on a token bends its norm, and so what any
    // head gives it.
    private const double Noticeable = 0.01;

    private static readonly string[] InTurn = ["ball, clean clip", "pins, clean clip", "ball, corrupted clip", "pins, corrupted clip"];

    /// <summary>L9H8 focuses on ball and pins.</summary>
    public static Claim Focus { get; } = Claim
        .That("HEAD-FOCUS", "L9H8's CLS attention focuses on the ball-pin interaction, patches 60-80", at: "section 4.1.3, figure 4",
            numbers: "a largest weight of 0.0095 to 0.0115, read off the figure",
            corrected: "L9H8 follows ball and pins, over its own time average and over other heads")
        .Reproduced("CLS attention of the clean clip folded as the figure folds it; columns of patches 60-80",
            by: [FocusFolded], expecting: samples =>
        [
            Check.Of("attention on the columns, over an even spread's", "times",
                samples.At(FocusFolded, HeadFacts.ColumnsArray))
                .Above(1),
            Check.Of("largest weight", "probability", samples.At(FocusFolded, HeadFacts.PeakArray))
                .Reported(0.0095, 0.0115),
        ])
        .Controlled("attention on ball and pins on the true grid, tubelet by tubelet, over the head's own time average and over other "
            + "heads by 1 % of its attention; one head of 144", by: [FollowsBoth], expecting: samples =>
            Follows(samples, FollowsBoth, "ball and pins", All));

    /// <summary>L10H8 follows the ball, then the pins.</summary>
    public static Claim Track { get; } = Claim
        .That("HEAD-TRACK", "L10H8 is an outcome detector: it follows the ball, then the pins, in either clip",
            at: "section 4.1.3, figure 1",
            corrected: "L10H8 follows the ball, then the pins, over its own time average and over other heads")
        .Reproduced("attention on the ball in the first half and on the pins in the second, over an even spread's",
            by: [FollowsInTurn], expecting: samples =>
            [.. InTurn.Select(name =>
                Check.Of($"{name} over even", "times", samples.At(FollowsInTurn, HeadFacts.OverEven(name))).Above(1))])
        .Controlled("the same, over the head's own time average and over other heads by 1 % of its attention; one head of 144",
            by: [FollowsInTurn], expecting: samples =>
            [.. InTurn.SelectMany(name => Follows(samples, FollowsInTurn, name, All))]);

    private static IEnumerable<Check> Follows(Samples samples, Measure measure, string name, int pickedFrom) =>
    [
        Check.Of($"{name} over own average", "share", samples.At(measure, HeadFacts.OverOwnAverage(name)), pickedFrom: pickedFrom)
            .Above(Noticeable),
        Check.Of($"{name} over other heads", "share", samples.At(measure, HeadFacts.OverOtherHeads(name)), pickedFrom: pickedFrom)
            .Above(Noticeable),
    ];
}
