using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Probes;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Model;
using Claims.Pairs;

namespace Claims.Papers.AttentionGathers;

/// <summary>What the paper's claims ask of every pair. A pair's two runs, and its controls', serve all of them.</summary>
public static class Measured
{
    /// <summary>First and last layer of the paper's table 3.</summary>
    public static (int First, int Last) Layers { get; } = (4, 10);

    /// <summary>Of how many pairs a claim that speaks of a clip must be true: 32 of 32 are sure to be more than 85 %.</summary>
    public const double NearlyAll = 0.85;

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
        new("logits, untrained", runs => LogitFacts(runs.Untrained, runs.Target)) { UntrainedOnly = true };

    /// <summary>Updates of layers 4 to 10 patched: <see cref="UpdateMovement"/>.</summary>
    public static Measure Patched { get; } =
        new("patching", runs => UpdateMovement.Of(runs.Outcome, LayersOf(runs), runs.Target)) { Needs = UpdateMovement.Needs };

    /// <summary>The same between clips of one outcome in two scenes.</summary>
    public static Measure PatchedScene { get; } =
        new("patching, other scene", runs =>
            UpdateMovement.Of(runs.Scene, LayersOf(runs), runs.Target))
        { Needs = UpdateMovement.Needs };

    /// <summary>The same with random updates of the same norm.</summary>
    public static Measure PatchedRandom { get; } =
        new("patching, random updates", runs =>
            UpdateMovement.Random(runs.Outcome, LayersOf(runs), runs.Target, runs.Subject.Seed))
        { Needs = UpdateMovement.Needs };

    /// <summary>The same in an untrained model.</summary>
    public static Measure PatchedUntrained { get; } =
        new("patching, untrained", runs =>
            UpdateMovement.Of(runs.Untrained, LayersOf(runs), runs.Target))
        { Needs = UpdateMovement.Needs, UntrainedOnly = true };

    /// <summary>
    /// The delta cascade, with CLS's difference at every layer: <see cref="DeltaCascade"/> and <c>cls_delta</c> by layer and width.
    /// </summary>
    public static Measure Cascade { get; } = new("cascade", runs => Cascades.Of(runs.Outcome, runs.Grid)) { Needs = DeltaCascade.Needs };

    /// <summary>The same between clips of one outcome in two scenes.</summary>
    public static Measure CascadeScene { get; } =
        new("cascade, other scene", runs => Cascades.Of(runs.Scene, runs.Grid)) { Needs = DeltaCascade.Needs };

    /// <summary>The same in an untrained model.</summary>
    public static Measure CascadeUntrained { get; } =
        new("cascade, untrained", runs => Cascades.Of(runs.Untrained, runs.Grid)) { Needs = DeltaCascade.Needs, UntrainedOnly = true };

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
    { UntrainedOnly = true };

    /// <summary>Untrained models that probes are fitted on.</summary>
    public const int UntrainedProbes = 3;

    /// <summary>Linear probes as published, on the pair's own two clips.</summary>
    public static Measure Probes { get; } = new("probes as published", runs =>
    {
        var probes =
            PublishedProbes.Of(runs.Outcome.Model, runs.Outcome.Clean.Keeping(PublishedProbes.Needs),
                runs.Outcome.Corrupt.Keeping(PublishedProbes.Needs));
        return [probes.ClsAccuracy, probes.TestAccuracy];
    })
    { Needs = PublishedProbes.Needs };

    internal static (int First, int Last) LayersOf(PairRuns runs) => runs.Outcome.Model.Layers > Layers.Last ? Layers
        : throw new NotMeasurableException($"the claim speaks of layers {Layers.First} to {Layers.Last}; the model has "
            + $"{runs.Outcome.Model.Layers} layers.", "Try it on a model of at least 11 layers.");

    private static IReadOnlyList<Numbers> Vectors(ClipPair pair, string draw = "")
    {
        using var clean = ClipFeatures.OfTrace(pair.Model, pair.Clean.Keeping(ClipFeatures.Needs));
        using var corrupt = ClipFeatures.OfTrace(pair.Model, pair.Corrupt.Keeping(ClipFeatures.Needs));
        Axis[] axes = [pair.Model.LayerAxis(), Axis.Counting("width", (int)clean.shape[1])];
        return [clean.Named("clean" + draw, "1", axes), corrupt.Named("corrupt" + draw, "1", axes)];
    }

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
