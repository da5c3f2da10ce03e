using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Sections 3.1 and 3.2.1: both clips get the same class, and where its logit comes from.</summary>
public static class SameLabel
{
    private static readonly (string, string) Clean = ("clip", "clean"), Corrupt = ("clip", "corrupt");

    /// <summary>Both clips are classified alike.</summary>
    public static Claim BothAreBowling { get; } = Claim
        .That("SAME-LABEL", "both clips are classified as the action, whatever its outcome", at: "section 3.1, tables 1-2")
        .Reproduced("top class and class logit of both clips", by: [Measured.Logits], expecting: samples =>
        [
            Check.Share("clean clip gets the class", samples.At(Measured.Logits, Measured.IsTopArray, Clean)).Above(Measured.NearlyAll),
            Check.Share("corrupted clip gets the class", samples.At(Measured.Logits, Measured.IsTopArray, Corrupt))
                .Above(Measured.NearlyAll),
            Check.Of("clean class logit", "logit", samples.At(Measured.Logits, Measured.TargetLogitArray, Clean))
                .Published(16.9954 - 0.001, 16.9954 + 0.001),
            Check.Of("corrupted class logit", "logit", samples.At(Measured.Logits, Measured.TargetLogitArray, Corrupt))
                .Published(16.5200 - 0.001, 16.5200 + 0.001),
        ])
        .Controlled("margins of the class over the best other, against untrained models'", by: [Measured.Logits, Measured.LogitsUntrained],
            expecting: samples =>
        [
            .. new[] { (Clean, "clean"), (Corrupt, "corrupted") }.SelectMany(clip => new[]
            {
                Check.Share($"{clip.Item2} clip gets the class", samples.At(Measured.Logits, Measured.IsTopArray, clip.Item1))
                    .Above(Measured.NearlyAll),
                Check.Of($"{clip.Item2} margin over untrained models", "logit", UntrainedRange.Beyond(
                    samples.At(Measured.Logits, Measured.MarginArray, clip.Item1),
                        samples.At(Measured.LogitsUntrained, Measured.MarginArray, clip.Item1)))
                        .Above(0),
            }),
        ]);
}
