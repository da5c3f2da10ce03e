using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Model;
using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Sections 3.2.1, 4.1.1 and 4.1.2: where the class logit comes from.</summary>
public static class DirectAttribution
{
    /// <summary>The class's direct logit attribution.</summary>
    public const string TargetArray = "target_dla";

    /// <summary>The greatest gap to a logit.</summary>
    public const string WorstGapArray = "worst_gap";

    /// <summary>The greatest gap between the sum of the components and a logit.</summary>
    public const string WorstSumGapArray = "worst_sum_gap";

    /// <summary>The array of the class's logit lens on the clean clip, by hidden state.</summary>
    public const string LensArray = "clean";

    /// <summary>The array of its margin over the best other class.</summary>
    public const string LensMarginArray = "clean margin";

    /// <summary>
    /// <see cref="TargetArray"/>, <see cref="WorstGapArray"/> (greatest difference between final-norm CLS . W + b and the logit, over
    /// classes), <see cref="WorstSumGapArray"/> (the same of the sum over components), of the clean clip.
    /// </summary>
    public static Measure Attribution { get; } = new("direct logit attribution", Attribute) { Needs = DirectLogitAttribution.Needs };

    /// <summary>
    /// The target's logit lens [hidden state] of both clips: <see cref="LensArray"/>, <c>corrupt</c>; <see cref="LensMarginArray"/>.
    /// </summary>
    public static Measure Lens { get; } = new("logit lens", runs =>
    {
        var (clean, corrupt) = (LensOf(runs.Outcome.Clean), LensOf(runs.Outcome.Corrupt));
        return [Column(clean, runs.Target, LensArray), Column(corrupt, runs.Target, "corrupt"),
            Margins(clean, runs.Target, LensMarginArray)];
    })
    { Needs = LogitLens.Needs };

    /// <summary>The published token map of the clean clip: <see cref="TokenMapFacts"/>.</summary>
    public static Measure TokenMapOf { get; } =
        new("token map", runs => TokenMapFacts.Of(runs.Outcome.Clean, runs.Grid, runs.Target)) { Needs = TokenMapFacts.Needs };

    /// <summary>The same in an untrained model.</summary>
    public static Measure TokenMapUntrained { get; } =
        new("token map, untrained", runs =>
            TokenMapFacts.Of(runs.Untrained.Clean, runs.Grid, runs.Target))
        { Needs = TokenMapFacts.Needs, UntrainedOnly = true, Forwards = 2 };

    // Read off figure 2, the strike clip's curve, within 0.15; the last point is left out: it is not the table's logit.
    private static readonly double[] Curve = [0.15, 0.6, 0.6, 0.2, 0.4, 0.25, 0.6, 0.7, 0.25, 0.9, 1.0, 1.85];
    private const double ReadingError = 0.15;
    private const double FloatError = 1e-3;
    private const double MostAgreement = 0.999;

    /// <summary>The identity that direct logit attribution rests on.</summary>
    public static Claim Identity { get; } = Claim
        .That("DLA-IDENTITY", "the final-norm CLS vector against the class weight, plus bias, is the class logit", at: "section 3.2.1",
            numbers: "16.9954, both ways",
            corrected: "all updates, each through the final norm, add up to the logits of all classes")
        .Reproduced("the clean clip's class, and the greatest gap over classes", by: [Attribution], expecting: samples =>
        [
            Check.Of("direct logit attribution of the class", "logit",
                samples.At(Attribution, TargetArray))
                .Reported(16.99542808532715 - 0.001, 16.99542808532715 + 0.001),
            Check.Of("greatest gap to a logit", "logit", samples.At(Attribution, WorstGapArray))
                .Below(FloatError),
        ])
        .Controlled("embedding, attention and MLP updates, each through the final norm at its own scale, added up, over all classes",
            by: [Attribution], expecting: samples =>
            [Check.Of("greatest gap between the sum and a logit", "logit",
                samples.At(Attribution, WorstSumGapArray))
                .Below(FloatError)]);

    /// <summary>The class appears late.</summary>
    public static Claim Late { get; } = Claim
        .That("DLA-LATE", "from layer 9 on the model grows increasingly confident of the class", at: "section 4.1.1, figure 2",
            numbers: "the lens reads 0.25 at hidden state 8, 0.9 at 9, 1.0 at 10, 1.85 at 11",
            corrected: "each of layers 9 to 11 raises the class's margin, and all of them more than layers 0 to 8")
        .Reproduced("logit lens of the class on CLS, after every layer, clean clip", by: [Lens], expecting: samples =>
        [
            .. Curve.Select((value, state) =>
                Check.Of($"lens at hidden state {state}", "logit", LensAt(samples, LensArray, state))
                .Reported(value - ReadingError, value + ReadingError)),
            .. Enumerable.Range(9, 3)
                .Select(layer =>
                    Check.Of($"L{layer} adds to the class", "logit",
                        Samples.Difference(LensAt(samples, LensArray, layer + 1), LensAt(samples, LensArray, layer))).Above(0)),
        ])
        .Controlled("logit lens, margin of the class over the best other: each of layers 9 to 11 adds to it, and all of them more than "
            + "layers 0 to 8", by: [Lens], expecting: samples =>
        [
            .. Enumerable.Range(9, 3)
                .Select(layer =>
                    Check.Of($"L{layer} adds to the margin", "logit",
                        Samples.Difference(LensAt(samples, LensMarginArray, layer + 1), LensAt(samples, LensMarginArray, layer))).Above(0)),
            Check.Of("layers 9-11 over layers 0-8", "logit", Samples.Difference(
                Samples.Difference(LensAt(samples, LensMarginArray, 12), LensAt(samples, LensMarginArray, 9)),
                Samples.Difference(LensAt(samples, LensMarginArray, 9), LensAt(samples, LensMarginArray, 0)))).Above(0),
        ]);

    /// <summary>Contributing tokens are spread in time and central in the picture.</summary>
    public static Claim TokenMap { get; } = Claim
        .That("TOKEN-MAP", "the tokens that contribute to the class are spread over frames and fairly central in the picture",
            at: "section 4.1.2, figure 3",
            numbers: "scores of 5.85 to 145.12; the top 10 % of the tokens",
            corrected: "the published scores rank tokens as what reaches the class token from them does, more so than in untrained models")
        .Reproduced("raw last-layer patch tokens against the class weight; the top 10 %", by: [TokenMapOf],
            expecting: samples =>
        [
            Check.Of("largest score", "logit", samples.At(TokenMapOf, TokenMapFacts.MaxArray))
                .Reported(145.11831665039062 * 0.995, 145.11831665039062 * 1.005),
            Check.Of("smallest score", "logit", samples.At(TokenMapOf, TokenMapFacts.MinArray))
                .Reported(5.845818519592285 - 0.5, 5.845818519592285 + 0.5),
            Check.Of("tubelets with a top token", "share", samples.At(TokenMapOf, TokenMapFacts.TubeletsArray)).Above(0.5),
            Check.Of("top tokens' distance from the centre", "times", samples.At(TokenMapOf, TokenMapFacts.DistanceArray))
                .Below(1),
        ])
        .Controlled("whether the scores rank tokens as what reaches CLS from them does, and more so than in untrained models",
            by: [TokenMapOf, TokenMapUntrained], expecting: samples =>
        [
            Check.Of("rank agreement with what reaches CLS", "rank correlation",
                samples.At(TokenMapOf, TokenMapFacts.AgreementArray))
                .Above(0),
            Check.Of("rank agreement over untrained models", "Fisher's z", UntrainedRange.Beyond(
                Fisher(samples.At(TokenMapOf, TokenMapFacts.AgreementArray)),
                Fisher(samples.At(TokenMapUntrained, TokenMapFacts.AgreementArray)))).Above(0),
        ]);

    // Correlations end at 1, and untrained models' lie so far apart that a bound in their own scale lies beyond it: nothing could ever
    // exceed it.
    private static double[] Fisher(double[] correlations) =>
        [.. correlations.Select(r => Math.Atanh(Math.Clamp(r, -MostAgreement, MostAgreement)))];

    private static double[] LensAt(Samples samples, string name, int state)
    {
        var arrays = samples.Each(Lens, name);
        return arrays[0].Values.Count == 13 ? [.. arrays.Select(numbers => numbers[state])]
            : throw new NotApplicableException($"the claim speaks of 12 layers; the model has {arrays[0].Values.Count - 1}.");
    }

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

    private static IReadOnlyList<Numbers> Attribute(PairRuns runs)
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
