using Claims.Measurements.Arrays;
using Claims.Measurements.Probes;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Papers.AttentionGathers.AsPublished;

/// <summary>
/// Linear probes as published, on the block outputs of two clips, clean (true) against corrupted. (a) scores on its two training points,
/// which any two distinct points pass; (b) has tokens of the same two clips on both sides of its split. Neither says that anything
/// generalises.
/// </summary>
/// <param name="ClsAccuracy">[layer]: (a) fitted and scored on the two CLS vectors.</param>
/// <param name="ClsCoefficients">[layer, width]: of (a).</param>
/// <param name="ClsIntercepts">[layer].</param>
/// <param name="TestAccuracy">[layer]: (b) on the held-out patch tokens.</param>
/// <param name="TrainAccuracy">[layer]: (b) on the others.</param>
/// <param name="Coefficients">[layer, width]: of (b).</param>
/// <param name="Intercepts">[layer].</param>
/// <param name="SmallestTestMargin">[layer]: the smallest |decision| on a held-out token: how near an accuracy is to being another.</param>
/// <param name="ClsDecisions">[layer, clip]: w·x + b of (a) on the clean and the corrupted CLS vector.</param>
/// <param name="ClsObjective">[layer]: what (a) minimises, at its optimum; and <paramref name="ClsGradientNorm"/>, how near to it.</param>
/// <param name="ClsGradientNorm">[layer].</param>
/// <param name="TestDecisions">[layer, held-out token]: of (b), in the split's order.</param>
/// <param name="Objective">[layer]: of (b).</param>
/// <param name="GradientNorm">[layer]: of (b).</param>
/// <param name="Split">Of (b): rows 0 to P-1 are the clean clip's patch tokens, P to 2P-1 the corrupted one's.</param>
public sealed record PublishedProbes(
    Numbers ClsAccuracy, Numbers ClsCoefficients, Numbers ClsIntercepts, Numbers TestAccuracy, Numbers TrainAccuracy, Numbers Coefficients,
    Numbers Intercepts,
    Numbers SmallestTestMargin, Numbers ClsDecisions, Numbers ClsObjective, Numbers ClsGradientNorm, Numbers TestDecisions,
    Numbers Objective, Numbers GradientNorm,
    StratifiedSplit Split)
{
    /// <summary>The name of <see cref="ClsAccuracy"/>.</summary>
    public const string ClsAccuracyArray = "CLS probe accuracy";

    /// <summary>The name of <see cref="TestAccuracy"/>.</summary>
    public const string TestAccuracyArray = "patch token probe test accuracy";

    /// <summary>What both traces must keep.</summary>
    public static Sites Needs => Sites.ResidPost;

    /// <summary>Fits both probes on every block's output, each to the optimum.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clean">The run of one clip.</param>
    /// <param name="corrupt">The run of the other.</param>
    /// <param name="testShare">Of the patch tokens.</param>
    /// <param name="seed">Of the split.</param>
    public static PublishedProbes Of(VideoModel model, Trace clean, Trace corrupt, double testShare = 0.3, uint seed = 42)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        var patches = model.Shape.Tokens.Patches;
        var split = StratifiedSplit.Of([.. Enumerable.Range(0, 2 * patches).Select(row => row < patches ? 1 : 0)], testShare, seed);
        var layers = Enumerable.Range(0, model.Layers)
            .Select(layer => Layer(model, clean.One(Site.ResidPost(layer)), corrupt.One(Site.ResidPost(layer)), split)).ToArray();
        var width = Axis.Counting("width", layers[0].Cls.Coefficients.Count);
        return new PublishedProbes(
            PerLayer(ClsAccuracyArray, "share", layer => Share(layer.ClsDecisions, [true, false])),
            new Numbers("CLS probe coefficients", "1", [model.LayerAxis(), width], [.. layers.SelectMany(layer => layer.Cls.Coefficients)]),
            PerLayer("CLS probe intercept", "1", layer => layer.Cls.Intercept),
            PerLayer(TestAccuracyArray, "share", layer => Share(layer.TestDecisions, layer.TestLabels)),
            PerLayer("patch token probe train accuracy", "share", layer => layer.TrainAccuracy),
            new Numbers("patch token probe coefficients", "1", [model.LayerAxis(), width],
                [.. layers.SelectMany(layer => layer.Patches.Coefficients)]),
            PerLayer("patch token probe intercept", "1", layer => layer.Patches.Intercept),
            PerLayer("patch token probe smallest test margin", "1", layer => layer.TestDecisions.Min(Math.Abs)),
            new Numbers("CLS probe decision", "1", [model.LayerAxis(), new Axis("clip", ["clean", "corrupt"])],
                [.. layers.SelectMany(layer => layer.ClsDecisions)]),
            PerLayer("CLS probe objective", "1", layer => layer.Cls.Objective),
            PerLayer("CLS probe gradient norm", "1", layer => layer.Cls.GradientNorm),
            new Numbers("patch token probe decision on held-out rows", "1", [model.LayerAxis(), Axis.Counting("place", split.Test.Count)],
                [.. layers.SelectMany(layer => layer.TestDecisions)]),
            PerLayer("patch token probe objective", "1", layer => layer.Patches.Objective),
            PerLayer("patch token probe gradient norm", "1", layer => layer.Patches.GradientNorm),
            split);

        Numbers PerLayer(string name, string unit, Func<Fitted, double> of) => new(name, unit, [model.LayerAxis()], [.. layers.Select(of)]);
    }

    private sealed record Fitted(LogisticRegression Cls, double[] ClsDecisions, LogisticRegression Patches, double TrainAccuracy,
        double[] TestDecisions, bool[] TestLabels);

    // clean, corrupt: [N, D].
    private static Fitted Layer(VideoModel model, Tensor clean, Tensor corrupt, StratifiedSplit split)
    {
        using var scope = NewDisposeScope();
        var patches = model.Shape.Tokens.Patches;
        var two = stack([model.Pool(clean), model.Pool(corrupt)], 0);
        var cls = LogisticRegression.Fit(two, [true, false]);
        var all = cat([clean.Patches(model), corrupt.Patches(model)], 0);
        var ((train, trainLabels), (test, testLabels)) = (Rows(split.Train), Rows(split.Test));
        var probe = LogisticRegression.Fit(train, trainLabels);
        return new Fitted(cls, cls.Decide(two), probe, probe.Accuracy(train, trainLabels), probe.Decide(test), testLabels);

        (Tensor, bool[]) Rows(IReadOnlyList<int> rows) =>
            (all.index_select(0, tensor(rows.Select(row => (long)row).ToArray(), device: all.device)),
                [.. rows.Select(row => row < patches)]);
    }

    private static double Share(double[] decisions, bool[] labels) =>
        decisions.Zip(labels, (decision, label) => decision > 0 == label ? 1.0 : 0).Average();
}
