using Claims.Measurements.Arrays;
using Claims.Measurements.Catalog;
using Claims.Measurements.Readings;
using Claims.Model;

namespace Claims.Papers.AttentionGathers.AsPublished;

/// <summary>What <c>claims measure</c> prints of the paper's own variants, beside the measurements that they deviate from.</summary>
public static class PublishedMethods
{
    // The frames that the author's notebook takes out.
    private static readonly int[] NotebookFrames = [10, 11, 12, 13];

    /// <summary>One line per method.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        new("lens", "the last point normalised twice", PublishedLens.Needs, Lens),
        new("cls-attention", "folded as figure 4 folds it", ClsAttention.Needs, Attention),
        new("topk", "a tubelet's index taken for a frame's", Sites.ResidPost, context =>
            PixelMethods.TopK(context, "as published", PublishedPixels.Blocks(context.Grid))),
        new("frames", "frames 10-13", Sites.None, Frames),
        new("probe", "linear probes as published: on the two CLS vectors, and on patch tokens", PublishedProbes.Needs, Probes),
    ];

    private static IEnumerable<Variant> Lens(MeasureContext context) => context.EachClip(run =>
        [PublishedLens.LastNormalisedTwice(run.Model, run.Keeping(PublishedLens.Needs))]);

    private static IEnumerable<Variant> Attention(MeasureContext context) => context.EachClip(run =>
        FoldedAttention.Of(ClsAttention.Of(run.Model, context.Grid, run.Keeping(ClsAttention.Needs))) is { } folded ? [folded] : []);

    // Nothing where the clip is shorter, or where other frames were asked for.
    private static IEnumerable<Variant> Frames(MeasureContext context) =>
        context.Options.Frames is not null || NotebookFrames[^1] >= context.Pair.Clean.Clip.shape[1] ? []
        : PixelMethods.Frames(context, [NotebookFrames])
            .Select(variant => variant with { Name = $"{variant.Name}, as published" });

    private static IEnumerable<Variant> Probes(MeasureContext context)
    {
        var (clean, corrupt) = (context.Pair.Clean, context.Pair.Corrupt);
        var probes = PublishedProbes.Of(clean.Model, clean.Keeping(PublishedProbes.Needs), corrupt.Keeping(PublishedProbes.Needs));
        yield return new("cls, fitted and scored on the same two",
            [probes.ClsAccuracy, probes.ClsCoefficients, probes.ClsIntercepts, probes.ClsDecisions, probes.ClsObjective,
                probes.ClsGradientNorm]);
        yield return new("patch tokens, 30 % held out",
            [probes.TestAccuracy, probes.TrainAccuracy, probes.Coefficients, probes.Intercepts, probes.SmallestTestMargin,
                probes.TestDecisions, probes.Objective, probes.GradientNorm, Rows("training rows", probes.Split.Train),
                Rows("held-out rows", probes.Split.Test)]);
    }

    private static Numbers Rows(string name, IReadOnlyList<int> rows) =>
        new(name, "row", [Axis.Counting("place", rows.Count)], [.. rows.Select(row => (double)row)]);
}
