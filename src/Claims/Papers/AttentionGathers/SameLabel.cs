using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Model;
using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Sections 3.1 and 3.2.1: both clips get the same class, and where its logit comes from.</summary>
public static class SameLabel
{
    /// <summary>The array of the class's logit, by clip.</summary>
    public const string TargetLogitArray = "target_logit";

    /// <summary>The array of the class's logit minus the best other's, by clip.</summary>
    public const string MarginArray = "margin";

    /// <summary>The array that says whether the class is the clip's, 1 or 0.</summary>
    public const string IsTopArray = "is_top";

    /// <summary>
    /// Class logits of both clips: <c>target_logit</c>, <c>margin</c> (target minus the best other), <c>is_top</c> (1 or 0), by clip.
    /// </summary>
    public static Measure Logits { get; } = new("logits", runs => LogitFacts(runs.Outcome, runs.Target));

    /// <summary>The same of an untrained model.</summary>
    public static Measure LogitsUntrained { get; } =
        new("logits, untrained", runs => LogitFacts(runs.Untrained, runs.Target)) { UntrainedOnly = true, Forwards = 2 };

    private static readonly (string, string) Clean = ("clip", "clean"), Corrupt = ("clip", "corrupt");

    /// <summary>Both clips are classified alike.</summary>
    public static Claim BothAreBowling { get; } = Claim
        .That("SAME-LABEL", "both clips are classified as the action, whatever its outcome", at: "section 3.1, tables 1-2",
            numbers: "16.9954 and 16.5200, the class logits of the two clips",
            corrected: "both clips are classified as the action, by margins beyond untrained models'")
        .Reproduced("top class and class logit of both clips", by: [Logits], expecting: samples =>
        [
            Check.Share("clean clip gets the class", samples.At(Logits, IsTopArray, Clean)).Above(AttentionGathersPaper.NearlyAll),
            Check.Share("corrupted clip gets the class", samples.At(Logits, IsTopArray, Corrupt))
                .Above(AttentionGathersPaper.NearlyAll),
            Check.Of("clean class logit", "logit", samples.At(Logits, TargetLogitArray, Clean))
                .Reported(16.9954 - 0.001, 16.9954 + 0.001),
            Check.Of("corrupted class logit", "logit", samples.At(Logits, TargetLogitArray, Corrupt))
                .Reported(16.5200 - 0.001, 16.5200 + 0.001),
        ])
        .Controlled("margins of the class over the best other, against untrained models'", by: [Logits, LogitsUntrained],
            expecting: samples =>
        [
            .. new[] { (Clean, "clean"), (Corrupt, "corrupted") }.SelectMany(clip => new[]
            {
                Check.Share($"{clip.Item2} clip gets the class", samples.At(Logits, IsTopArray, clip.Item1))
                    .Above(AttentionGathersPaper.NearlyAll),
                Check.Of($"{clip.Item2} margin over untrained models", "logit", UntrainedRange.Beyond(
                    samples.At(Logits, MarginArray, clip.Item1),
                        samples.At(LogitsUntrained, MarginArray, clip.Item1)))
                        .Above(0),
            }),
        ]);

    private static IReadOnlyList<Numbers> LogitFacts(ClipPair pair, int target)
    {
        var clips = new[] { pair.Clean, pair.Corrupt }.Select(run => ClassLogits.Of(pair.Model, run.Keeping(Sites.None)).Logits.Values)
            .ToArray();
        var axis = new Axis("clip", ["clean", "corrupt"]);
        double Margin(IReadOnlyList<double> logits) => logits[target] - logits.Where((_, label) => label != target).Max();
        return
        [
            new Numbers(TargetLogitArray, "logit", [axis], [.. clips.Select(logits => logits[target])]),
            new Numbers(MarginArray, "logit", [axis], [.. clips.Select(Margin)]),
            new Numbers(IsTopArray, "share", [axis], [.. clips.Select(logits => Margin(logits) > 0 ? 1.0 : 0)]),
        ];
    }
}
