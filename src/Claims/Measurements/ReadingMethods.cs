using Claims.Model;

namespace Claims.Measurements;

/// <summary>The measurements that read each clip's run by itself, in the form in which <see cref="Methods"/> lists them.</summary>
internal static class ReadingMethods
{
    // The published share of the tokens, and a curve around it.
    private static readonly double[] Shares = [0.01, 0.02, 0.05, 0.10, 0.20, 0.50];

    public static IEnumerable<Method> All { get; } =
    [
        new("logits", "class logits and what adds up to them: embedding, attention updates, heads, MLP updates", DirectLogitAttribution.Needs, Logits),
        new("lens", "what the classifier would say after every layer", LogitLens.Needs, Lens),
        new("token-map", "each patch token's score: as published, and what reaches CLS from it", Sites.ResidPost | Sites.ResidPre | Sites.PatternRows(0), Tokens),
        new("cls-attention", "where each head's CLS query looks, and whether it moves", ClsAttention.Needs, Attention),
        new("probe", "linear probes as published: on the two CLS vectors, and on patch tokens", PublishedProbes.Needs, Probe),
        new("topk", "pixels of the top-scoring tokens taken out, against random sets", Sites.ResidPost, TopK),
        new("frames", "each tubelet's frames taken out", Sites.None, Frames),
    ];

    private static IEnumerable<Variant> Logits(MeasureContext context) => EachClip(context, DirectLogitAttribution.Needs, (run, trace) =>
    {
        var parts = DirectLogitAttribution.Of(run.Model, trace);
        return [parts.Logits, parts.Components, parts.Heads, parts.AttentionBiases];
    });

    private static IEnumerable<Variant> Lens(MeasureContext context) => EachClip(context, LogitLens.Needs, (run, trace) =>
    {
        var lens = LogitLens.Of(run.Model, trace);
        return [lens.Logits, lens.LastNormalisedTwice];
    });

    private static IEnumerable<Variant> Tokens(MeasureContext context) => EachClip(context, TokenMap.Needs(context.Pair.Model.Layers), (run, trace) =>
        [TokenMap.Raw(run.Model, context.Grid, trace, context.Target), TokenMap.IntoCls(run.Model, trace, context.Target)]);

    private static IEnumerable<Variant> Attention(MeasureContext context) => EachClip(context, ClsAttention.Needs, (run, trace) =>
    {
        var attention = ClsAttention.Of(run.Model, context.Grid, trace);
        var drift = attention.Drift;
        Numbers?[] all =
        [
            attention.OnGrid, attention.Folded, attention.PerTubelet, attention.ToSelf, attention.Entropy, attention.LargestPatch,
            drift.Centre, drift.Drift, drift.Displacement, drift.Persistence,
        ];
        return [.. all.OfType<Numbers>()];
    });

    private static IEnumerable<Variant> Probe(MeasureContext context)
    {
        var (clean, corrupt) = (context.Pair.Clean, context.Pair.Corrupt);
        var probes = PublishedProbes.Of(clean.Model, clean.Keeping(PublishedProbes.Needs), corrupt.Keeping(PublishedProbes.Needs));
        yield return new("cls, fitted and scored on the same two", [probes.ClsAccuracy, probes.ClsCoefficients, probes.ClsIntercepts]);
        yield return new("patch tokens, 30 % held out", [probes.TestAccuracy, probes.TrainAccuracy, probes.Coefficients, probes.Intercepts, probes.SmallestTestMargin]);
    }

    private static IEnumerable<Variant> TopK(MeasureContext context)
    {
        foreach (var (name, run) in Clips(context))
        {
            var grid = context.Grid;
            var scores = TokenMap.Raw(run.Model, grid, run.Keeping(Sites.ResidPost), context.Target);
            var counts = Shares.Select(grid.Share).Where(count => count > 0).Distinct().ToArray();
            foreach (var mapping in Enum.GetValues<FrameMapping>())
            {
                var ablation = TokenAblation.Of(run.Model, grid, run.Clip, scores.Values, counts, mapping, PixelFill.Zero, context.Options.Draws, (uint)context.Options.Seed);
                yield return new($"{name}, {(mapping == FrameMapping.AsPublished ? "as published" : "corrected")}", [ablation.Clean, ablation.Ranked, ablation.Change, ablation.Random]);
            }
        }
    }

    private static IEnumerable<Variant> Frames(MeasureContext context)
    {
        foreach (var (name, run) in Clips(context))
        {
            IReadOnlyList<int>[] sets = [.. Enumerable.Range(0, context.Grid.Tubelets * context.Grid.Frames).Chunk(context.Grid.Frames)];
            var ablation = PixelAblation.Frames(run.Model, run.Clip, sets, PixelFill.Zero);
            yield return new(name, [ablation.Clean, ablation.Ablated, ablation.Drop]);
        }
    }

    private static IEnumerable<Variant> EachClip(MeasureContext context, Sites needs, Func<ClipRun, Trace, IReadOnlyList<Numbers>> measure) =>
        Clips(context).Select(clip => new Variant(clip.Name, measure(clip.Run, clip.Run.Keeping(needs))));

    private static IEnumerable<(string Name, ClipRun Run)> Clips(MeasureContext context) => [("clean", context.Pair.Clean), ("corrupt", context.Pair.Corrupt)];
}
