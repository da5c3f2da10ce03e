using Claims.Measurements.Arrays;
using Claims.Measurements.Attribution;
using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;

namespace Claims.Measurements.Catalog;

/// <summary>The measurements that change a clip's pixels, or follow a class back to them.</summary>
internal static class PixelMethods
{
    // The published share of the tokens, and a curve around it.
    private static readonly double[] Shares = [0.01, 0.02, 0.05, 0.10, 0.20, 0.50];

    public static IEnumerable<Method> All { get; } =
    [
        new("topk", "pixels of the top-scoring tokens taken out, against random sets", Sites.ResidPost, TopK),
        new("frames", "frames taken out: each tubelet's, or those given", Sites.None, Frames),
        new("patches", "parts of the picture taken out over all time: each row of tokens and each column", Sites.None, Patches),
        new("gradients", "the class followed back to the pixels of each token: gradient, gradient x input, integrated gradients",
            Gradients.Needs, Attribution),
    ];

    private static IEnumerable<Variant> TopK(MeasureContext context) => TopK(context, "corrected", context.Grid.Blocks);

    /// <summary>The top-scoring tokens taken out of both clips, for every count and fill.</summary>
    /// <param name="context">What to measure on.</param>
    /// <param name="mapping">How the variants are called.</param>
    /// <param name="blocks">Which pixels tokens stand for.</param>
    internal static IEnumerable<Variant> TopK(MeasureContext context, string mapping, PixelBlocks blocks)
    {
        var (grid, options) = (context.Grid, context.Options);
        var counts = options.Counts ?? [.. Shares.Select(grid.Share).Where(count => count > 0).Distinct()];
        foreach (var (name, run, other) in context.BothClips)
        {
            var scores = TokenScores.Of(context, run);
            foreach (var kind in options.Fills)
            {
                var ablation = TokenAblation.Of(run.Model, grid, run.Clip, scores, counts, Fills.Of(kind, options, other), options.Draws,
                    (uint)options.Seed, context.Pair.Progress, run.Keeping(Sites.None), blocks);
                IReadOnlyList<Numbers> mean = options.Draws > 0 ? [ablation.RandomMean] : [];
                yield return new($"{name}, {mapping}{Suffix(kind)}",
                    [ablation.Clean, ablation.Ranked, ablation.Change, ablation.Random, .. mean, .. ablation.Taken(grid, scores)]);
            }
        }
    }

    private static IEnumerable<Variant> Frames(MeasureContext context)
    {
        var grid = context.Grid;
        return Frames(context,
            context.Options.Frames ?? [.. Enumerable.Range(0, grid.Tubelets * grid.Frames).Chunk(grid.Frames)]);
    }

    /// <summary>Sets of frames taken out of both clips, a set at a time, with every fill.</summary>
    internal static IEnumerable<Variant> Frames(MeasureContext context, IReadOnlyList<IReadOnlyList<int>> sets) =>
        Ablated(context, (run, fill) =>
            PixelAblation.Frames(run.Model, run.Clip, sets, fill, context.Pair.Progress, run.Keeping(Sites.None)));

    private static IEnumerable<Variant> Patches(MeasureContext context)
    {
        var grid = context.Grid;
        // Pixels have no CLS.
        var asked = context.Options.Tokens?.Where(set => !set.Tokens.Contains(0)).ToArray();
        IReadOnlyList<TokenSet> sets = asked is { Length: > 0 } ? asked : [.. TokenSet.Rows(grid), .. TokenSet.Columns(grid)];
        return Ablated(context, (run, fill) =>
            PixelAblation.Patches(run.Model, grid, run.Clip, sets, fill, context.Pair.Progress, run.Keeping(Sites.None)));
    }

    private static IEnumerable<Variant> Attribution(MeasureContext context) => context.EachClip(run =>
    {
        var found =
            PixelAttribution.Of(run.Model, context.Grid, run.Clip, context.Target, context.Options.Steps, run.Keeping(Gradients.Needs),
                context.Pair.Progress);
        return
        [
            One("class", "class", context.Target), One("logit", "logit", found.Logit),
            One("logit at a clip of zeros", "logit", found.BaselineLogit),
            found.GradientSum, found.GradientAbsolute, found.GradientNorm, found.GradientTimesInput, found.Integrated,
            One("integrated gradients, total", "logit", found.IntegratedTotal), One("completeness gap", "logit", found.CompletenessGap),
            One("steps", "1", found.Steps),
        ];
    });

    private static IEnumerable<Variant> Ablated(MeasureContext context, Func<ClipRun, PixelFill, PixelAblation> ablate)
    {
        foreach (var (name, run, other) in context.BothClips)
        {
            foreach (var kind in context.Options.Fills)
            {
                var ablation = ablate(run, Fills.Of(kind, context.Options, other));
                yield return new(name + Suffix(kind), [ablation.Clean, ablation.Ablated, ablation.Drop]);
            }
        }
    }

    // The published fill goes without saying.
    private static string Suffix(FillKind kind) => kind == FillKind.Zero ? "" : $", {kind.ToString().ToLowerInvariant()}";

    private static Numbers One(string name, string unit, double value) => new(name, unit, [], [value]);
}
