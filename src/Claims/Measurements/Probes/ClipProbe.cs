using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using static TorchSharp.torch;

namespace Claims.Measurements.Probes;

/// <summary>
/// A probe that may generalise: many clips, one vector each, scored on clips (and scenes) it was not fitted on, beside two controls. All
/// accuracies are balanced: the mean of both classes' recalls, 0.5 by chance whatever the classes' sizes.
/// </summary>
/// <param name="Accuracy">[layer]: on held-out groups.</param>
/// <param name="Shuffled">[layer, draw]: the same with the labels shuffled among the clips.</param>
/// <param name="Untrained">[layer]: the same on the features of an untrained model; NaN where none was given.</param>
/// <param name="Folds">The clips held out in each fold.</param>
/// <param name="Seed">Of folds and shuffles.</param>
public sealed record ClipProbe(Numbers Accuracy, Numbers Shuffled, Numbers Untrained, IReadOnlyList<int[]> Folds, uint Seed)
{
    private const int MaxRedraws = 1000;

    /// <summary>[clip]: in which fold it was held out.</summary>
    public Numbers Fold => new("fold", "fold", [Axis.Counting("clip", Folds.Sum(fold => fold.Length))],
        [.. Enumerable.Range(0, Folds.Sum(fold => fold.Length))
            .Select(clip => (double)Folds.Index().First(fold => fold.Item.Contains(clip)).Index)]);

    /// <summary>Fits and scores a probe a layer and fold.</summary>
    /// <param name="features">[clips, layers, D]: <see cref="ClipFeatures"/>.</param>
    /// <param name="labels">A clip's outcome.</param>
    /// <param name="groups">What must not be on both sides: a clip's own name, or its scene.</param>
    /// <param name="untrained">The features of the same clips in the same architecture untrained, or null.</param>
    /// <param name="folds">Parts of the groups, held out in turn.</param>
    /// <param name="shuffles">Draws of the shuffled-label control.</param>
    /// <param name="seed">Of folds and shuffles.</param>
    /// <exception cref="BadInputException">The numbers of clips differ, or a fold has only one class to train on.</exception>
    public static ClipProbe Of(
        Tensor features, IReadOnlyList<bool> labels, IReadOnlyList<string> groups, Tensor? untrained = null, int folds = 5,
        int shuffles = 20, uint seed = 42)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (features.dim() != 3 || features.shape[0] != labels.Count || untrained is not null && untrained.shape[0] != labels.Count)
            throw new BadInputException($"Features are [{string.Join(", ", features.shape)}] for {labels.Count} labels.",
                remedy: "Give [clips, layers, width], and a label a clip.");
        using var scope = NewDisposeScope();
        var heldOut = GroupedFolds.Of(labels, groups, folds, seed);
        var random = new NumpyRandom(seed);
        var shuffled = Enumerable.Range(0, shuffles).Select(_ => Shuffle(labels, heldOut, random)).ToArray();

        var layers = (int)features.shape[1];
        var axis = Axis.Counting("layer", layers);
        double[] PerLayer(Tensor of, IReadOnlyList<bool> to) =>
            [.. Enumerable.Range(0, layers).Select(layer => Score(of.select(1, layer), to, heldOut))];
        var chance = shuffled.Select(draw => PerLayer(features, draw)).ToArray();
        return new ClipProbe(
            new Numbers("probe accuracy on held-out clips", "share", [axis], PerLayer(features, labels)),
            new Numbers("probe accuracy with shuffled labels", "share", [axis, Axis.Counting("draw", shuffles)],
                [.. Enumerable.Range(0, layers).SelectMany(layer => chance.Select(draw => draw[layer]))]),
            new Numbers("probe accuracy of the untrained model", "share", [axis], untrained is null
                ? [.. Enumerable.Repeat(double.NaN, layers)] : PerLayer(untrained, labels)),
            heldOut, seed);
    }

    // x: [clips, D]. Every clip is decided once, by the probe that did not see its group.
    private static double Score(Tensor x, IReadOnlyList<bool> labels, IReadOnlyList<int[]> folds)
    {
        var right = new bool[labels.Count];
        foreach (var test in folds)
        {
            using var scope = NewDisposeScope();
            var train = Enumerable.Range(0, labels.Count).Except(test).ToArray();
            var probe = LogisticRegression.Fit(Rows(train), [.. train.Select(row => labels[row])]);
            foreach (var (row, decision) in test.Zip(probe.Decide(Rows(test))))
                right[row] = decision > 0 == labels[row];
        }
        double Recall(bool label) =>
            Enumerable.Range(0, labels.Count).Where(row => labels[row] == label).Average(row => right[row] ? 1.0 : 0);
        return (Recall(true) + Recall(false)) / 2;

        Tensor Rows(int[] rows) => x.index_select(0, tensor(rows.Select(row => (long)row).ToArray(), device: x.device));
    }

    // Again where a fold would be left with one class, as can happen with few clips.
    private static bool[] Shuffle(IReadOnlyList<bool> labels, IReadOnlyList<int[]> folds, NumpyRandom random)
    {
        for (var draw = 0; draw < MaxRedraws; draw++)
        {
            bool[] shuffled = [.. random.Permutation(labels.Count).Select(i => labels[i])];
            if (folds.All(heldOut => GroupedFolds.CanTrain(shuffled, heldOut)))
                return shuffled;
        }
        throw new BadInputException("The labels cannot be shuffled so that every fold has both classes to train on.",
            remedy: "Give more clips.");
    }
}
