using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Section 4.1.3, figures 1 and 4: where two heads look.</summary>
public static class Heads
{
    // The paper names one of 12 x 12 heads.
    private const int All = 144;

    // Of a head's attention on patches. Less is not following, however sure it is: an object on a token bends its norm, and so what any
    // head gives it.
    private const double Noticeable = 0.01;

    private static readonly string[] InTurn = ["ball, clean clip", "pins, clean clip", "ball, corrupted clip", "pins, corrupted clip"];

    /// <summary>L9H8 focuses on ball and pins.</summary>
    public static Claim Focus { get; } = Claim
        .That("HEAD-FOCUS", "L9H8's CLS attention focuses on the ball-pin interaction, patches 60-80", at: "section 4.1.3, figure 4")
        .Reproduced("CLS attention of the clean clip folded as the figure folds it; columns of patches 60-80",
            by: [MeasuredReadings.FoldedAttention], expecting: samples =>
        [
            Check.Of("attention on the columns, over an even spread's", "times",
                samples.At(MeasuredReadings.FoldedAttention, HeadFacts.ColumnsArray))
                .Above(1),
            Check.Of("largest weight", "probability", samples.At(MeasuredReadings.FoldedAttention, HeadFacts.PeakArray))
                .Published(0.0095, 0.0115),
        ])
        .Controlled("attention on ball and pins on the true grid, tubelet by tubelet, over the head's own time average and over other "
            + "heads by 1 % of its attention; one head of 144", by: [MeasuredReadings.FollowsBoth], expecting: samples =>
            Follows(samples, MeasuredReadings.FollowsBoth, "ball and pins", All));

    /// <summary>L10H8 follows the ball, then the pins.</summary>
    public static Claim Track { get; } = Claim
        .That("HEAD-TRACK", "L10H8 is an outcome detector: it follows the ball, then the pins, in either clip",
            at: "section 4.1.3, figure 1")
        .Reproduced("attention on the ball in the first half and on the pins in the second, over an even spread's",
            by: [MeasuredReadings.FollowsInTurn], expecting: samples =>
            [.. InTurn.Select(name =>
                Check.Of($"{name} over even", "times", samples.At(MeasuredReadings.FollowsInTurn, $"{name} over even")).Above(1))])
        .Controlled("the same, over the head's own time average and over other heads by 1 % of its attention; one head of 144",
            by: [MeasuredReadings.FollowsInTurn], expecting: samples =>
            [.. InTurn.SelectMany(name => Follows(samples, MeasuredReadings.FollowsInTurn, name, All))]);

    private static IEnumerable<Check> Follows(Samples samples, Measure measure, string name, int pickedFrom) =>
    [
        Check.Of($"{name} over own average", "share", samples.At(measure, $"{name} over own average"), pickedFrom: pickedFrom)
            .Above(Noticeable),
        Check.Of($"{name} over other heads", "share", samples.At(measure, $"{name} over other heads"), pickedFrom: pickedFrom)
            .Above(Noticeable),
    ];
}
