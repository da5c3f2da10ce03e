using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Section 4.3 and the notebook: the class survives what is taken out.</summary>
public static class Robustness
{
    // As a check is called, and as the arrays' axis has it.
    private static readonly (string Name, (string, string) Place)[] Clips =
        [("clean", ("clip", "clean")), ("corrupted", ("clip", "corrupt"))];

    /// <summary>The top tokens are not needed.</summary>
    public static Claim TopTokens { get; } = Claim
        .That("CLASS-ROBUST", "zeroing the top 10 % tokens barely moves the class logit and leaves the top class as it was",
            at: "section 4.3, tables 1-2")
        .Reproduced("pixels of the top 10 % of the token map zeroed, a tubelet's index taken for a frame's",
            by: [MeasuredAblations.TopTokens], expecting: samples =>
        [
            .. KeptBy(samples, MeasuredAblations.TopTokens, "kept", "keeps the class"),
            Check.Of("clean class logit change", "logit", samples.At(MeasuredAblations.TopTokens, "change", Clips[0].Place))
                .Published(-0.3371 - 0.02, -0.3371 + 0.02),
            Check.Of("corrupted class logit change", "logit", samples.At(MeasuredAblations.TopTokens, "change", Clips[1].Place))
                .Published(-0.0156 - 0.02, -0.0156 + 0.02),
        ])
        .Controlled("all frames of the top tokens' tubelets zeroed: the class stays, and yet these tokens cost more than random sets of "
            + "the same size", by: [MeasuredAblations.TokenCurve], expecting: samples =>
        [
            .. KeptBy(samples, MeasuredAblations.TokenCurve, "kept at 10 %", "keeps the class"),
            .. Clips.Select(clip =>
                Check.Of($"{clip.Name} cost over random sets", "logit",
                    samples.At(MeasuredAblations.TokenCurve, "cost over random at 10 %", clip.Place)).Above(0)),
        ]);

    /// <summary>Neither are more of them.</summary>
    public static Claim Curve { get; } = Claim
        .That("ABLATION-CURVE", "the class survives the top tokens' ablation as k is iterated", at: "section 4.3")
        .Reproduced("top 5 to 30 % zeroed with all frames of their tubelets", by: [MeasuredAblations.TokenCurve], expecting: samples =>
            [.. MeasuredAblations.Curve.SelectMany(share =>
                KeptBy(samples, MeasuredAblations.TokenCurve, $"kept at {share}", $"keeps the class without {share}"))])
        .Controlled("at every k the top tokens cost more than random sets of the same size, and the class stays",
            by: [MeasuredAblations.TokenCurve], expecting: samples =>
        [
            .. MeasuredAblations.Curve.SelectMany(share =>
                KeptBy(samples, MeasuredAblations.TokenCurve, $"kept at {share}", $"keeps the class without {share}")),
            .. MeasuredAblations.Curve.SelectMany(share => Clips.Select(clip => Check.Of(
                $"{clip.Name} cost over random sets at {share}", "logit",
                samples.At(MeasuredAblations.TokenCurve, $"cost over random at {share}", clip.Place)).Above(0))),
        ]);

    /// <summary>Four frames are not needed.</summary>
    public static Claim Frames { get; } = Claim
        .That("FRAME-ROBUST", "zeroing frames 10-13 leaves the class as it was", at: "the paper's notebook")
        .Reproduced("frames 10-13 of 32 zeroed", by: [MeasuredAblations.Frames], expecting: samples =>
        [
            .. KeptBy(samples, MeasuredAblations.Frames, "kept", "keeps the class"),
            Check.Of("clean class logit change", "logit", samples.At(MeasuredAblations.Frames, "change", Clips[0].Place))
                .Published(0.0839 - 0.02, 0.0839 + 0.02),
        ])
        .Controlled("every window of as many frames, one at a time", by: [MeasuredAblations.Frames], expecting: samples =>
            KeptBy(samples, MeasuredAblations.Frames, "kept by all", "keeps the class without any window"));

    /// <summary>No single component is needed.</summary>
    public static Claim Components { get; } = Claim
        .That("COMPONENT-ROBUST", "taking out single attention or MLP updates leaves both clips' class as it was", at: "section 4.3")
        .Reproduced("every update zeroed, one at a time", by: [MeasuredAblations.ComponentsZeroed], expecting: samples =>
            SharesKept(samples, MeasuredAblations.ComponentsZeroed))
        .Controlled("every update replaced by another scene's, one at a time", by: [MeasuredAblations.ComponentsResampled],
            expecting: samples => SharesKept(samples, MeasuredAblations.ComponentsResampled));

    private static IEnumerable<Check> KeptBy(Samples samples, Measure measure, string name, string what) =>
        [.. Clips.Select(clip => Check.Share($"{clip.Name} clip {what}", samples.At(measure, name, clip.Place)).Above(Measured.NearlyAll))];

    private static IEnumerable<Check> SharesKept(Samples samples, Measure measure) =>
        [.. Clips.Select(clip =>
            Check.Share($"{clip.Name} class survives every update's loss", samples.At(measure, $"kept, {clip.Name}"))
            .Above(Measured.NearlyAll))];
}
