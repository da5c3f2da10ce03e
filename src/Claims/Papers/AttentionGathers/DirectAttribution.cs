using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Sections 3.2.1, 4.1.1 and 4.1.2: where the class logit comes from.</summary>
public static class DirectAttribution
{
    // Read off figure 2, the strike clip's curve, within 0.15; the last point is left out: it is not the table's logit.
    private static readonly double[] Curve = [0.15, 0.6, 0.6, 0.2, 0.4, 0.25, 0.6, 0.7, 0.25, 0.9, 1.0, 1.85];
    private const double ReadingError = 0.15;
    private const double FloatError = 1e-3;
    private const double MostAgreement = 0.999;

    /// <summary>The identity that direct logit attribution rests on.</summary>
    public static Claim Identity { get; } = Claim
        .That("DLA-IDENTITY", "the final-norm CLS vector against the class weight, plus bias, is the class logit", at: "section 3.2.1")
        .Reproduced("the clean clip's class, and the greatest gap over classes", by: [MeasuredReadings.Attribution], expecting: samples =>
        [
            Check.Of("direct logit attribution of the class", "logit",
                samples.At(MeasuredReadings.Attribution, MeasuredReadings.TargetArray))
                .Published(16.99542808532715 - 0.001, 16.99542808532715 + 0.001),
            Check.Of("greatest gap to a logit", "logit", samples.At(MeasuredReadings.Attribution, MeasuredReadings.WorstGapArray))
                .Below(FloatError),
        ])
        .Controlled("embedding, attention and MLP updates, each through the final norm at its own scale, added up, over all classes",
            by: [MeasuredReadings.Attribution], expecting: samples =>
            [Check.Of("greatest gap between the sum and a logit", "logit",
                samples.At(MeasuredReadings.Attribution, MeasuredReadings.WorstSumGapArray))
                .Below(FloatError)]);

    /// <summary>The class appears late.</summary>
    public static Claim Late { get; } = Claim
        .That("DLA-LATE", "from layer 9 on the model grows increasingly confident of the class", at: "section 4.1.1, figure 2")
        .Reproduced("logit lens of the class on CLS, after every layer, clean clip", by: [MeasuredReadings.Lens], expecting: samples =>
        [
            .. Curve.Select((value, state) =>
                Check.Of($"lens at hidden state {state}", "logit", Lens(samples, "clean", state))
                .Published(value - ReadingError, value + ReadingError)),
            .. Enumerable.Range(9, 3)
                .Select(layer =>
                    Check.Of($"L{layer} adds to the class", "logit",
                        Samples.Difference(Lens(samples, "clean", layer + 1), Lens(samples, "clean", layer))).Above(0)),
        ])
        .Controlled("logit lens, margin of the class over the best other: each of layers 9 to 11 adds to it, and all of them more than "
            + "layers 0 to 8", by: [MeasuredReadings.Lens], expecting: samples =>
        [
            .. Enumerable.Range(9, 3)
                .Select(layer =>
                    Check.Of($"L{layer} adds to the margin", "logit",
                        Samples.Difference(Lens(samples, "clean margin", layer + 1), Lens(samples, "clean margin", layer))).Above(0)),
            Check.Of("layers 9-11 over layers 0-8", "logit", Samples.Difference(
                Samples.Difference(Lens(samples, "clean margin", 12), Lens(samples, "clean margin", 9)),
                Samples.Difference(Lens(samples, "clean margin", 9), Lens(samples, "clean margin", 0)))).Above(0),
        ]);

    /// <summary>Contributing tokens are spread in time and central in the picture.</summary>
    public static Claim TokenMap { get; } = Claim
        .That("TOKEN-MAP", "the tokens that contribute to the class are spread over frames and fairly central in the picture",
            at: "section 4.1.2, figure 3")
        .Reproduced("raw last-layer patch tokens against the class weight; the top 10 %", by: [MeasuredReadings.TokenMapOf],
            expecting: samples =>
        [
            Check.Of("largest score", "logit", samples.At(MeasuredReadings.TokenMapOf, TokenMapFacts.MaxArray))
                .Published(145.11831665039062 * 0.995, 145.11831665039062 * 1.005),
            Check.Of("smallest score", "logit", samples.At(MeasuredReadings.TokenMapOf, TokenMapFacts.MinArray))
                .Published(5.845818519592285 - 0.5, 5.845818519592285 + 0.5),
            Check.Of("tubelets with a top token", "share", samples.At(MeasuredReadings.TokenMapOf, TokenMapFacts.TubeletsArray)).Above(0.5),
            Check.Of("top tokens' distance from the centre", "times", samples.At(MeasuredReadings.TokenMapOf, TokenMapFacts.DistanceArray))
                .Below(1),
        ])
        .Controlled("whether the scores rank tokens as what reaches CLS from them does, and more so than in untrained models",
            by: [MeasuredReadings.TokenMapOf, MeasuredReadings.TokenMapUntrained], expecting: samples =>
        [
            Check.Of("rank agreement with what reaches CLS", "rank correlation",
                samples.At(MeasuredReadings.TokenMapOf, TokenMapFacts.AgreementArray))
                .Above(0),
            Check.Of("rank agreement over untrained models", "Fisher's z", UntrainedRange.Beyond(
                Fisher(samples.At(MeasuredReadings.TokenMapOf, TokenMapFacts.AgreementArray)),
                Fisher(samples.At(MeasuredReadings.TokenMapUntrained, TokenMapFacts.AgreementArray)))).Above(0),
        ]);

    // Correlations end at 1, and untrained models' lie so far apart that a bound in their own scale lies beyond it: nothing could ever
    // exceed it.
    private static double[] Fisher(double[] correlations) =>
        [.. correlations.Select(r => Math.Atanh(Math.Clamp(r, -MostAgreement, MostAgreement)))];

    private static double[] Lens(Samples samples, string name, int state)
    {
        var arrays = samples.Each(MeasuredReadings.Lens, name);
        return arrays[0].Values.Count == 13 ? [.. arrays.Select(numbers => numbers[state])]
            : throw new NotMeasurableException($"the claim speaks of 12 layers; the model has {arrays[0].Values.Count - 1}.",
                "Try it on a model of 12 layers.");
    }
}
