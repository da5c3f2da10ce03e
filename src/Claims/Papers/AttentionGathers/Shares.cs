using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Model;
using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Section 4.4, table 3: what one patched update brings back of the outcome signal.</summary>
public static class Shares
{
    /// <summary>First and last layer of the paper's table 3.</summary>
    public static (int First, int Last) Table { get; } = (4, 10);

    // 14 patches, each from its own layer on: half a forward in the mean.
    private const double Replays = 7;

    /// <summary>Updates of layers 4 to 10 patched: <see cref="UpdateMovement"/>.</summary>
    public static Measure Patched { get; } =
        new("patching", runs => UpdateMovement.Of(runs.Outcome, LayersOf(runs), runs.Target))
        {
            Needs = UpdateMovement.Needs,
            Forwards = Replays,
        };

    /// <summary>The same between clips of one outcome in two scenes.</summary>
    public static Measure PatchedScene { get; } =
        new("patching, other scene", runs =>
            UpdateMovement.Of(runs.Scene, LayersOf(runs), runs.Target))
        { Needs = UpdateMovement.Needs, Forwards = Replays };

    /// <summary>The same with random updates of the same norm.</summary>
    public static Measure PatchedRandom { get; } =
        new("patching, random updates", runs =>
            UpdateMovement.Random(runs.Outcome, LayersOf(runs), runs.Target, runs.Subject.Seed))
        { Needs = UpdateMovement.Needs, Forwards = Replays };

    /// <summary>The same in an untrained model.</summary>
    public static Measure PatchedUntrained { get; } =
        new("patching, untrained", runs =>
            UpdateMovement.Of(runs.Untrained, LayersOf(runs), runs.Target))
        { Needs = UpdateMovement.Needs, UntrainedOnly = true, Forwards = Replays };

    private const string Attention = "ATTN", Mlp = "MLP";

    // What brings back this much brings back the whole: where a component makes all of the signal, norms that bend keep the number a little
    // off 100 %.
    private const double Whole = 95;

    /// <summary>What the corrected forms ask for: the pair, and its three controls.</summary>
    private static readonly IReadOnlyList<Measure> WithControls =
        [Patched, PatchedScene, PatchedRandom, PatchedUntrained];

    private const string Controlled =
        "how far a patched update moves CLS along the outcome direction of the other pairs, in standard deviations of scenes, mean over "
            + "layers 4 to 10, against the same update from another scene, a random one of its norm, and untrained models";

    /// <summary>A patched MLP update recovers 42-60 %.</summary>
    public static Claim MlpShare { get; } = Claim
        .That("MLP-SHARE", "a patched MLP update recovers 42-60 % of the outcome signal", at: "section 4.4, table 3",
            numbers: "42 to 60 % in each of layers 4 to 10",
            corrected: "a patched MLP update carries more of the outcome than another scene's, a random one's and untrained models' do")
        .Reproduced("recovery, norm, all tokens, layers 4 to 10", by: [Patched], expecting: samples =>
            Recoveries(samples, Mlp, 41.5, 60.5))
        .Controlled(Controlled, by: WithControls, expecting: samples => BeyondControls(samples, "MLP", Layers, layer => [(layer, Mlp, 1)]));

    /// <summary>A patched attention update recovers 37-54 %.</summary>
    public static Claim AttentionShare { get; } = Claim
        .That("ATTENTION-SHARE", "a patched attention update recovers 37-54 % of the outcome signal", at: "section 4.4, table 3",
            numbers: "37 to 54 % in each of layers 4 to 10",
            corrected: "a patched attention update carries more of the outcome than another scene's, a random one's and untrained models' "
                + "do")
        .Reproduced("recovery, norm, all tokens, layers 4 to 10", by: [Patched], expecting: samples =>
            Recoveries(samples, Attention, 36.5, 54.5))
        .Controlled(Controlled, by: WithControls, expecting: samples =>
            BeyondControls(samples, "attention", Layers, layer => [(layer, Attention, 1)]));

    /// <summary>MLP recovers more than attention in layers 4 to 9.</summary>
    public static Claim MlpOverAttention { get; } = Claim
        .That("MLP-OVER-ATTENTION", "MLP updates recover more than attention updates in layers 4 through 9", at: "section 4.4, table 3",
            corrected: "MLP updates carry more of the outcome than attention updates do, beyond the same controls")
        .Reproduced("recovery, norm, all tokens: MLP minus attention, layer by layer", by: [Patched], expecting: samples =>
            [.. Layers.SkipLast(1).Select(layer => Check.Of($"L{layer} MLP minus attention", "points", Samples.Difference(
                Recovered(samples, layer, Mlp), Recovered(samples, layer, Attention))).Above(0))])
        .Controlled("MLP minus attention, as CLS moves along the outcome direction, mean over layers 4 to 9, against the same controls",
            by: WithControls, expecting: samples =>
            BeyondControls(samples, "MLP minus attention", Layers.SkipLast(1), layer => [(layer, Mlp, 1), (layer, Attention, -1)]));

    /// <summary>No single component recovers the whole signal.</summary>
    public static Claim Distributed { get; } = Claim
        .That("DISTRIBUTED", "no single component recovers the whole outcome signal", at: "section 4.4",
            numbers: "60 % at most; from 95 % on it is taken for the whole",
            corrected: "there is an outcome signal, and no single component projects on the whole of it")
        .Reproduced("the largest recovery, norm, of layers 4 to 10", by: [Patched], expecting: samples =>
            [Check.Of("largest recovery", "%", Largest(samples, Patched, Recovery.NormArray)).Below(Whole)])
        .Controlled("the largest projection on the pair's own signal of layers 4 to 10: less than the whole, more than a random update's; "
            + "and a signal to recover, beyond untrained models'",
            by: [Patched, PatchedRandom, PatchedUntrained], expecting: samples =>
        [
            Check.Of("signal over untrained models", "deviations of scenes",
                UntrainedRange.Beyond(Signal(samples, Patched), Signal(samples, PatchedUntrained, UntrainedRange.Models)))
                .Above(0),
            Check.Of("largest projection", "%", Largest(samples, Patched, Recovery.ProjectionArray)).Below(Whole),
            Check.Of("largest projection over random", "points", Samples.Difference(
                Largest(samples, Patched, Recovery.ProjectionArray),
                Largest(samples, PatchedRandom, Recovery.ProjectionArray))).Above(0),
        ]);

    private static IEnumerable<int> Layers => Enumerable.Range(Table.First, Table.Last - Table.First + 1);

    private static double[] Recovered(Samples samples, int layer, string component) =>
        samples.At(Patched, Recovery.NormArray, layer, component);

    private static IEnumerable<Check> Recoveries(Samples samples, string component, double low, double high) =>
        [.. Layers.Select(layer =>
            Check.Of($"L{layer} {component} recovery", "%", Recovered(samples, layer, component)).Published(low, high))];

    private static double[] Largest(Samples samples, Measure measure, string name) =>
        [.. samples.Each(measure, name).Select(numbers => numbers.Values.Max())];

    // Terms: layer, component, sign. Each pair's movement, mean over the layers, minus each control's, in standard deviations of scenes.
    private static IEnumerable<Check> BeyondControls(Samples samples, string what, IEnumerable<int> layers,
        Func<int, (int Layer, string Component, int Sign)[]> terms)
    {
        var sum = layers.SelectMany(terms).ToArray();
        var count = layers.Count();
        var (axis, untrained) =
            (Direction(samples, Patched), Direction(samples, PatchedUntrained, UntrainedRange.Models));
        var outcome = Along(axis, Patched);
        return
        [
            Check.Of($"{what} over another scene's", "deviations of scenes",
                Samples.Difference(outcome, Along(axis, PatchedScene))).Above(0),
            Check.Of($"{what} over random updates", "deviations of scenes",
                Samples.Difference(outcome, Along(axis, PatchedRandom))).Above(0),
            Check.Of($"{what} over untrained models", "deviations of scenes",
                UntrainedRange.Beyond(outcome, Along(untrained, PatchedUntrained))).Above(0),
        ];

        double[] Along(OutcomeAxis along, Measure measure) =>
            along.Along([.. samples.Each(measure, UpdateMovement.MovementArray).Select(Moved)]);

        // [layer, component, width] to [width].
        double[] Moved(Numbers movement)
        {
            var vectors = sum.Select(term => (term.Sign, movement.Row("layer", term.Layer).Row("component", term.Component).Values))
                .ToArray();
            return [.. Enumerable.Range(0, vectors[0].Values.Count)
                .Select(i => vectors.Sum(vector => vector.Sign * vector.Values[i]) / count)];
        }
    }

    private static double[] Signal(Samples samples, Measure measure, int models = 1) =>
        Direction(samples, measure, models).Along(Vectors(samples, measure, UpdateMovement.SignalArray));

    private static OutcomeAxis Direction(Samples samples, Measure measure, int models = 1) =>
        new(Vectors(samples, measure, UpdateMovement.SignalArray), Vectors(samples, measure, UpdateMovement.CorruptArray), models);

    private static IReadOnlyList<double>[] Vectors(Samples samples, Measure measure, string name) =>
        [.. samples.Each(measure, name).Select(numbers => numbers.Values)];

    internal static (int First, int Last) LayersOf(PairRuns runs) => runs.Outcome.Model.Layers > Table.Last ? Table
        : throw new NotApplicableException($"the claim speaks of layers {Table.First} to {Table.Last}; the model has "
            + $"{runs.Outcome.Model.Layers} layers.");
}
