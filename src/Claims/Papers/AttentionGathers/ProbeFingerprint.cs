using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Probes;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Pairs;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Verdicts;
using static TorchSharp.torch;

namespace Claims.Papers.AttentionGathers;

/// <summary>Section 4.1.4, figure 6: what linear probes separate; and whether an outcome is in CLS at all.</summary>
public static class ProbeFingerprint
{
    /// <summary>The array of the clean clip's vectors.</summary>
    public const string CleanArray = "clean";

    /// <summary>The array of the corrupted clip's.</summary>
    public const string CorruptArray = "corrupt";

    /// <summary>Untrained models that probes are fitted on.</summary>
    public const int UntrainedProbes = 3;

    /// <summary>CLS of both clips after every layer: <c>clean</c> and <c>corrupt</c> by layer and width.</summary>
    public static Measure ClsVectors { get; } = new("cls vectors", runs => Vectors(runs.Outcome)) { Needs = ClipFeatures.Needs };

    /// <summary>
    /// The same in each of some untrained models (a probe is fitted over pairs, so all pairs go through each): <c>clean 0</c>, <c>corrupt
    /// 0</c>, <c>clean 1</c>, ...
    /// </summary>
    public static Measure ClsVectorsUntrained { get; } = new("cls vectors, untrained", runs =>
    [
        .. Enumerable.Range(0, UntrainedProbes).SelectMany(draw =>
        {
            using var pair = new ClipPair(runs.Subject.Untrained(draw), runs.Clean.Pixels, runs.Corrupt.Pixels);
            return Vectors(pair, $" {draw}");
        }),
    ])
    { UntrainedOnly = true, Forwards = 2 * UntrainedProbes };

    /// <summary>Linear probes as published, on the pair's own two clips.</summary>
    public static Measure Probes { get; } = new("probes as published", runs =>
    {
        var probes =
            PublishedProbes.Of(runs.Outcome.Model, runs.Outcome.Clean.Keeping(PublishedProbes.Needs),
                runs.Outcome.Corrupt.Keeping(PublishedProbes.Needs));
        return [probes.ClsAccuracy, probes.TestAccuracy];
    })
    { Needs = PublishedProbes.Needs, Forwards = 18 };

    private const int Folds = 4;
    private const int Shuffles = 5;

    /// <summary>A probe separates the two clips from the first layer on.</summary>
    public static Claim FromTheFirstLayer { get; } = Claim
        .That("PROBE-FINGERPRINT", "a linear probe separates the two outcomes perfectly from layer 0", at: "section 4.1.4, figure 6",
            numbers: "an accuracy of 1 in every layer; from 0.99 on it is taken for that",
            corrected: "a linear probe reads the outcome off the class token after layer 0 in scenes that it has not seen")
        .Reproduced("logistic regression on the two CLS vectors; on all patch tokens of the two clips, 70/30", by: [Probes],
            expecting: samples =>
        [
            .. EachLayer(samples, PublishedProbes.ClsAccuracyArray, layer => $"L{layer} on its own two vectors"),
            .. EachLayer(samples, PublishedProbes.TestAccuracyArray, layer => $"L{layer} on patch tokens"),
        ])
        .Controlled("logistic regression on CLS after layer 0 of many clips, scored on held-out scenes", by: [ClsVectors],
            expecting: samples =>
            [Check.Share("L0 accuracy on held-out scenes", HeldOut(samples, ClsVectors, 0, null)).Above(AttentionGathersPaper.NearlyAll)]);

    /// <summary>The outcome is in the model, though its class does not say it.</summary>
    public static Claim OutcomeSignal { get; } = Claim
        .That("OUTCOME-SIGNAL", "the model holds the outcome in a hidden signal that its class does not show", at: "abstract, section 4.2",
            numbers: "265.38 to 270.03, the norm of the last streams' difference",
            corrected: "a linear probe reads the outcome off the last class token in scenes that it has not seen, beyond chance and "
                + "untrained models")
        .Reproduced("both clips get the class, and their last streams differ (the paper's own: by over 250)",
            by: [SameLabel.Logits, Amplification.Streams], expecting: samples =>
        [
            Check.Share("both clips get the class",
                [.. samples.Each(SameLabel.Logits, SameLabel.IsTopArray).Select(numbers => numbers.Values.Min())])
                .Above(AttentionGathersPaper.NearlyAll),
            Check.Of("streams differ after the last layer", "norm", LastDifference(samples)).Above(0),
            Check.Of("difference after the last layer", "norm", LastDifference(samples)).Reported(265.3773 * 0.98, 270.0284 * 1.02),
        ])
        .Controlled("logistic regression on the last CLS of many clips, scored on held-out scenes, against chance, shuffled labels and "
            + "untrained models", by: [ClsVectors, ClsVectorsUntrained], expecting: samples =>
        {
            var last = samples.Each(ClsVectors, CleanArray)[0].Axes[0].Labels.Count - 1;
            var accuracy = HeldOut(samples, ClsVectors, last, null);
            var shuffled = Enumerable.Range(0, Shuffles).Select(draw => HeldOut(samples, ClsVectors, last, (uint)draw)).ToArray();
            return
            [
                // Shuffled labels alone are no control: what a fold lacks of one label the others have more of, so that they read less than
                // chance.
                Check.Of("accuracy on held-out scenes", "share", accuracy).Above(0.5),
                Check.Of("accuracy over shuffled labels", "share",
                    [.. accuracy.Select((right, pair) => right - shuffled.Average(draw => draw[pair]))]).Above(0),
                .. Enumerable.Range(0, UntrainedProbes).Select(draw => Check.Of(
                    $"accuracy over untrained model {draw}", "share",
                    Samples.Difference(accuracy, HeldOut(samples, ClsVectorsUntrained, last, null, $" {draw}"))).Above(0)),
            ];
        });

    private static double[] LastDifference(Samples samples) =>
        [.. samples.Each(Amplification.Streams, DeltaCascade.AllTokensArray).Select(numbers => numbers.Values[^1])];

    private static IEnumerable<Check> EachLayer(Samples samples, string name, Func<int, string> title)
    {
        var layers = samples.Each(Probes, name)[0].Values.Count;
        return Enumerable.Range(0, layers)
            .Select(layer => Check.Of(title(layer), "share", samples.At(Probes, name, layer)).Published(0.99, 1));
    }

    // Of every pair, how many of its two clips the probe of the folds without it gets right: 0, 0.5 or 1. Shuffled: pairs' labels exchanged
    // at random.
    private static double[] HeldOut(Samples samples, Measure measure, int layer, uint? shuffle, string draw = "")
    {
        using var scope = NewDisposeScope();
        var exchanged = new NumpyRandom(shuffle ?? 0).Permutation(samples.Pairs);
        var (clean, corrupt) = (samples.Each(measure, CleanArray + draw), samples.Each(measure, CorruptArray + draw));
        IReadOnlyList<double> Row(Numbers numbers) => numbers.Row("layer", layer).Values;
        var width = Row(clean[0]).Count;
        bool Label(int pair) => shuffle is null || exchanged[pair] % 2 == 0;
        var right = new double[samples.Pairs];
        for (var fold = 0; fold < Folds; fold++)
        {
            var train = Enumerable.Range(0, samples.Pairs).Where(pair => pair % Folds != fold).ToArray();
            var probe = LogisticRegression.Fit(Rows(train), [.. train.SelectMany(pair => new[] { Label(pair), !Label(pair) })]);
            var test = Enumerable.Range(0, samples.Pairs).Where(pair => pair % Folds == fold).ToArray();
            foreach (var (pair, decisions) in test.Zip(probe.Decide(Rows(test)).Chunk(2)))
                right[pair] = ((decisions[0] > 0 == Label(pair) ? 1 : 0) + (decisions[1] > 0 == !Label(pair) ? 1 : 0)) / 2.0;
        }
        return right;

        Tensor Rows(int[] pairs) =>
            tensor(pairs.SelectMany(pair => Row(clean[pair]).Concat(Row(corrupt[pair]))).ToArray(), [2L * pairs.Length, width]);
    }

    private static IReadOnlyList<Numbers> Vectors(ClipPair pair, string draw = "")
    {
        using var clean = ClipFeatures.OfTrace(pair.Model, pair.Clean.Keeping(ClipFeatures.Needs));
        using var corrupt = ClipFeatures.OfTrace(pair.Model, pair.Corrupt.Keeping(ClipFeatures.Needs));
        Axis[] axes = [pair.Model.LayerAxis(), Axis.Counting("width", (int)clean.shape[1])];
        return [clean.Named(CleanArray + draw, "1", axes), corrupt.Named(CorruptArray + draw, "1", axes)];
    }
}
