using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>Replays side by side: each enters the batch at the layer of its first patch, and all go to the end together.</summary>
internal static class Replays
{
    private static readonly Site NoPatch = new(int.MaxValue, SiteKind.ResidPost);

    public static IEnumerable<(int Run, Trace Result)> InOrder(VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites keep)
    {
        var order = Enumerable.Range(0, runs.Count).OrderBy(run => FirstPatch(runs[run])).ToArray();
        var batches = Batches.Run(order, Math.Max(1, model.BatchTokens / model.Tokens),
            together => Together(model, known, [.. together.Select(run => runs[run])], keep), $"one replay on {model.Device}");
        foreach (var (together, results) in batches)
        {
            var handed = 0;
            try
            {
                while (handed < together.Length)
                {
                    var i = handed++;
                    yield return (together[i], results[i]);
                }
            }
            finally
            {
                // Whoever stops half way has not seen the others.
                foreach (var result in results.Skip(handed))
                    result.Dispose();
            }
        }
    }

    /// <summary>Where a run begins to differ; beyond every layer where it does not.</summary>
    public static Site FirstPatch(IEnumerable<Patch> run) => run.Select(patch => patch.Site).DefaultIfEmpty(NoPatch).Min();

    /// <param name="model">The model.</param>
    /// <param name="known">The unpatched run.</param>
    /// <param name="runs">In the order of their first patches.</param>
    /// <param name="keep">What each result is to keep.</param>
    private static Trace[] Together(VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites keep)
    {
        var kept = runs.Select(_ => new Dictionary<Site, Tensor>()).ToArray();
        try
        {
            return Together(model, known, runs, keep, kept);
        }
        catch
        {
            // What was kept so far is of no scope.
            foreach (var value in kept.SelectMany(values => values.Values))
                value.Dispose();
            throw;
        }
    }

    private static Trace[] Together(VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites keep, Dictionary<Site, Tensor>[] kept)
    {
        using var scope = NewDisposeScope();
        Tensor? batch = null; // [entered, N, D], behind the last block perhaps what is read alone
        var entered = 0;
        for (var layer = 0; layer < model.Layers; layer++)
        {
            if (batch is not null)
            {
                var before = batch;
                var tap = model.NewTap([.. runs.Take(entered)], null, keep);
                batch = model.RunNext(layer, before, tap);
                before.Dispose();
                HandOut(tap, kept, 0, entered);
            }
            while (entered < runs.Count && EntryLayer(model, runs[entered]) == layer)
            {
                var (stream, count) = Enter(model, known, runs, entered, keep, kept);
                var joined = batch is null ? stream : cat([batch, batch.shape[1] == stream.shape[1] ? stream : model.OnlyRead(stream)], 0);
                batch?.Dispose();
                (batch, entered) = (joined, entered + count);
            }
        }
        var logits = model.Logits(batch!);
        return [.. runs.Select((run, i) => new Trace(logits.narrow(0, i, 1).clone().DetachFromDisposeScope(), kept[i], keep.Rows, known, FirstPatch(run), run))];
    }

    // Runs whose first patches are at the same site enter together: [count, N, D] after their first block.
    private static (Tensor Stream, int Count) Enter(
        VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, int from, Sites keep, Dictionary<Site, Tensor>[] kept)
    {
        var first = FirstPatch(runs[from]);
        var layer = EntryLayer(model, runs[from]);
        Patch[][] entering = [.. runs.Skip(from).TakeWhile(run => FirstPatch(run) == first).Select(run => run.ToArray())];
        var tap = model.NewTap(entering, known, keep);
        var stream = model.RunBlock(layer, () => StreamBefore(model, known, layer), tap);
        HandOut(tap, kept, from, entering.Length);
        return (stream.expand([entering.Length, -1, -1]), entering.Length);
    }

    // Asked for only where the trace knows nothing nearer: from the last stream it kept, block by block.
    private static Tensor StreamBefore(VideoModel model, Trace known, int layer)
    {
        if (known.FindIn(model, Site.ResidPre(layer)) is { } stream)
            return stream;
        if (layer == 0)
            throw new ArgumentException("The trace kept no residual stream at or before the first patch: run with Sites.Residual (or Sites.ResidPre).", nameof(known));
        return model.RunBlock(layer - 1, () => StreamBefore(model, known, layer - 1), model.NewTap([[]], known, Sites.None));
    }

    // The batch's rows to their runs.
    private static void HandOut(Tap tap, Dictionary<Site, Tensor>[] kept, int from, int count)
    {
        using (tap)
        {
            foreach (var (site, value) in tap.Kept)
            {
                for (var i = 0; i < count; i++)
                    kept[from + i][site] = (count == 1 ? value.alias() : value.narrow(0, value.shape[0] == 1 ? 0 : i, 1).clone()).DetachFromDisposeScope();
            }
        }
    }

    private static int EntryLayer(VideoModel model, IReadOnlyList<Patch> run) => Math.Min(FirstPatch(run).Layer, model.Layers - 1);
}
