using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// How clips go through a model, from top to bottom: a run, which sees every block; replays side by side, each of which enters the batch
/// at the layer of its first patch; one block at work; and <see cref="Tap"/>, what a block shows its sites to. Shapes: B clips, N tokens,
/// D width.
/// </summary>
internal static class ForwardPass
{
    private static readonly Site NoPatch = new(int.MaxValue, SiteKind.ResidPost);

    /// <summary>Runs clips with the same patches in each: as many side by side as fit into memory.</summary>
    public static Trace Run(VideoModel model, Tensor clips, Sites keep, Patch[] patches)
    {
        var count = clips.dim() == 0 ? 0 : (int)clips.shape[0];
        if (count == 0)
            return RunTogether(model, clips, [], keep, patches);
        var parts = new List<Trace>();
        try
        {
            int[] all = [.. Enumerable.Range(0, count)];
            foreach (
                var (_, part) in Batches.Run(all, count, some =>
                    RunTogether(model, clips, some, keep, patches), $"one clip on {model.Device}"))
                parts.Add(part);
            return Trace.Joined(parts, patches);
        }
        catch
        {
            parts.ForEach(part => part.Dispose());
            throw;
        }
    }

    // Some of the clips, neighbours, side by side.
    private static Trace RunTogether(VideoModel model, Tensor clips, int[] some, Sites keep, Patch[] patches)
    {
        using var scope = NewDisposeScope();
        var tap = new Tap(model, [.. some.Select(_ => patches)], null, keep);
        try
        {
            var x = model.Embed(some.Length == 0 ? clips : clips.narrow(0, some[0], some.Length));
            for (var layer = 0; layer < model.Layers; layer++)
            {
                var before = x;
                x = NextBlock(model, layer, before, tap);
                before.Dispose();
            }
            var logits = Logits(model, x);
            if (!FiniteValues.All([logits, .. tap.Kept.Values]))
                throw OverflowAtSiteException.In(model, logits, () => model.Embed(clips.narrow(0, some[0], some.Length)), 0,
                    new Tap(model, [.. some.Select(_ => patches)], null, Sites.None, mustBeFinite: true));
            return new Trace(logits.DetachFromDisposeScope(), tap.Kept, keep.Rows, patches: patches);
        }
        catch
        {
            tap.Dispose(); // what was kept so far is of no scope
            throw;
        }
    }

    /// <summary>Replays of one run, in the order of their first patches.</summary>
    public static IEnumerable<(int Run, Trace Result)> Replay(VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs,
        Sites keep)
    {
        var order = Enumerable.Range(0, runs.Count).OrderBy(run => FirstPatch(runs[run])).ToArray();
        var batches = Batches.Run(order, Math.Max(1, model.BatchTokens / model.Tokens),
            together => ReplayTogether(model, known, [.. together.Select(run => runs[run])], keep), $"one replay on {model.Device}");
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
    private static Trace[] ReplayTogether(VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites keep)
    {
        var kept = runs.Select(_ => new Dictionary<Site, Tensor>()).ToArray();
        try
        {
            return ReplayTogether(model, known, runs, keep, kept);
        }
        catch
        {
            // What was kept so far is of no scope.
            foreach (var value in kept.SelectMany(values => values.Values))
                value.Dispose();
            throw;
        }
    }

    private static Trace[] ReplayTogether(
        VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites keep, Dictionary<Site, Tensor>[] kept)
    {
        using var scope = NewDisposeScope();
        Tensor? batch = null; // [entered, N, D], behind the last block perhaps what is read alone
        var entered = 0;
        for (var layer = 0; layer < model.Layers; layer++)
        {
            if (batch is not null)
            {
                var before = batch;
                var tap = new Tap(model, [.. runs.Take(entered)], null, keep);
                batch = NextBlock(model, layer, before, tap);
                before.Dispose();
                HandOut(tap, kept, 0, entered);
            }
            while (entered < runs.Count && EntryLayer(model, runs[entered]) == layer)
            {
                var (stream, count) = Enter(model, known, runs, entered, keep, kept);
                var joined = batch is null ? stream : cat([batch, batch.shape[1] == stream.shape[1] ? stream : OnlyRead(model, stream)], 0);
                batch?.Dispose();
                (batch, entered) = (joined, entered + count);
            }
        }
        var logits = Logits(model, batch!);
        if (!FiniteValues.All([logits, .. kept.SelectMany(values => values.Values)]))
            throw OverflowAtSiteException.In(model, known, runs, logits);
        return [.. runs.Select((run, i) =>
            new Trace(logits.narrow(0, i, 1).clone().DetachFromDisposeScope(), kept[i], keep.Rows, known, FirstPatch(run), run))];
    }

    // Runs whose first patches are at the same site enter together: [count, N, D] after their first block.
    private static (Tensor Stream, int Count) Enter(
        VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, int from, Sites keep, Dictionary<Site, Tensor>[] kept)
    {
        var first = FirstPatch(runs[from]);
        var layer = EntryLayer(model, runs[from]);
        Patch[][] entering = [.. runs.Skip(from).TakeWhile(run => FirstPatch(run) == first).Select(run => run.ToArray())];
        var tap = new Tap(model, entering, known, keep);
        var stream = Block(model, layer, () => StreamBefore(model, known, layer), tap);
        HandOut(tap, kept, from, entering.Length);
        return (stream.expand([entering.Length, -1, -1]), entering.Length);
    }

    // Asked for only where the trace knows nothing nearer: from the last stream it kept, block by block.
    internal static Tensor StreamBefore(VideoModel model, Trace known, int layer)
    {
        if (known.FindIn(model, Site.ResidPre(layer)) is { } stream)
            return stream;
        if (layer == 0)
            throw new ArgumentException("The trace kept no residual stream at or before the first patch: run with Sites.Residual (or "
                + "Sites.ResidPre).", nameof(known));
        return Block(model, layer - 1, () => StreamBefore(model, known, layer - 1), new Tap(model, [[]], known, Sites.None));
    }

    // The batch's rows to their runs.
    private static void HandOut(Tap tap, Dictionary<Site, Tensor>[] kept, int from, int count)
    {
        using (tap)
        {
            foreach (var (site, value) in tap.Kept)
            {
                for (var i = 0; i < count; i++)
                    kept[from + i][site] = (count == 1 ? value.alias() : value.narrow(0, value.shape[0] == 1 ? 0 : i, 1).clone())
                        .DetachFromDisposeScope();
            }
        }
    }

    internal static int EntryLayer(VideoModel model, IReadOnlyList<Patch> run) => Math.Min(FirstPatch(run).Layer, model.Layers - 1);

    // The next block of a run, [B, N, D]; of the last one only what is read, [B, 1, D], where nobody wants more.
    private static Tensor NextBlock(VideoModel model, int layer, Tensor stream, Tap tap) =>
        (layer == model.Layers - 1 && !tap.Wants(layer) ? model.LastReadout(stream) : null) ?? Block(model, layer, () => stream, tap);

    /// <summary>A block at work: its temporaries are freed, what is kept is not.</summary>
    public static Tensor Block(VideoModel model, int layer, Func<Tensor> x, Tap tap)
    {
        using var scope = NewDisposeScope();
        try
        {
            var after = model.Block(layer, x, tap);
            var stream = after();
            tap.Finish();
            return stream.MoveToOuterDisposeScope();
        }
        catch
        {
            tap.Dispose();
            throw;
        }
    }

    /// <summary>The class logits of the last stream, [B, N, D], or of what is read of it, [B, 1, D].</summary>
    public static Tensor Logits(VideoModel model, Tensor stream) => model.Classify(model.FinalNorm(
        stream.shape[1] == model.Tokens ? model.Pool(stream) : stream.select(1, 0)));

    // What is read of a stream, as a stream of one token: [B, N, D] to [B, 1, D].
    private static Tensor OnlyRead(VideoModel model, Tensor stream) =>
        stream.shape[1] == model.Tokens ? model.Pool(stream).unsqueeze(1) : stream;
}

/// <summary>
/// What a forward pass shows its sites to. A site's value is a question, answered when it is needed: by a trace that already knows it
/// (before the first patch), by a patch that replaces it whole, or by computing it. So a replay computes only what lies downstream.
/// </summary>
public sealed class Tap : IDisposable
{
    private readonly VideoModel _model;
    private readonly IReadOnlyList<IReadOnlyList<Patch>> _runs;
    private readonly Trace? _known;
    private readonly Sites _keep;
    private readonly bool _mustBeFinite;
    private readonly Site _firstPatch;
    private readonly List<Func<Tensor>> _due = [];

    /// <param name="model">The model that runs.</param>
    /// <param name="runs">The patches of each run; the runs go through as one batch, a row each.</param>
    /// <param name="known">What an unpatched run of the same clip left, if there was one.</param>
    /// <param name="keep">The sites to keep.</param>
    /// <param name="mustBeFinite">Whether to look at the values of every site: it costs a pass over each.</param>
    internal Tap(VideoModel model, IReadOnlyList<IReadOnlyList<Patch>> runs, Trace? known, Sites keep, bool mustBeFinite = false)
    {
        (_model, _runs, _known, _keep, _mustBeFinite) = (model, runs, known, keep, mustBeFinite);
        _firstPatch = ForwardPass.FirstPatch(runs.SelectMany(run => run));
    }

    /// <summary>The values kept so far: [runs, ...], or [1, ...] before the first patch.</summary>
    internal Dictionary<Site, Tensor> Kept { get; } = [];

    /// <summary>The query rows a layer's attention map is wanted for, ascending; empty: it is not wanted; null: all of them.</summary>
    public IReadOnlyList<int>? PatternRows(int layer)
    {
        var site = Site.Pattern(layer);
        IEnumerable<int>? rows = _keep.Contains(site) ? _keep.Rows : [];
        foreach (var patch in At(site))
            rows = rows is null || patch.Tokens is null ? null : rows.Union(patch.Tokens);
        return rows is null ? null : [.. rows.Order()];
    }

    /// <summary>Whether a site of this layer is patched or to be kept.</summary>
    public bool Wants(int layer) =>
        _model.SiteKinds.Select(kind => new Site(layer, kind)).Any(site => _keep.Contains(site) || Patches(site));

    /// <summary>Whether a run has a patch at this site.</summary>
    public bool Patches(Site site) => At(site).Any();

    /// <summary>The site's value, patched and kept as asked.</summary>
    /// <param name="site">The site.</param>
    /// <param name="compute">The value, [runs, ...] or [1, ...], where nobody knows it yet.</param>
    public Func<Tensor> At(Site site, Func<Tensor> compute)
    {
        var own = Once(() => Known(site) ?? compute());
        var value = Patches(site) ? Once(() => Patched(site, own)) : own;
        if (_mustBeFinite)
            value = Finite(site, value);
        if (_keep.Contains(site))
        {
            value = Once(Keep(site, value));
            _due.Add(value);
        }
        return value;
    }

    /// <summary>Computes what is to be kept and was not needed on the way.</summary>
    internal void Finish()
    {
        foreach (var value in _due)
            value();
        _due.Clear();
    }

    /// <summary>Lets go of what was kept: where it was handed out as other tensors, or where the run failed.</summary>
    public void Dispose()
    {
        foreach (var value in Kept.Values)
            value.Dispose();
        Kept.Clear();
    }

    private Func<Tensor> Finite(Site site, Func<Tensor> value) => Once(() => FiniteValues.Fault(value()) is { } fault
        ? throw new OverflowAtSiteException(site.ToString(), fault, _model.Dtype) : value());

    private IEnumerable<Patch> At(Site site) => _runs.SelectMany(run => run).Where(patch => patch.Site == site);

    private Tensor? Known(Site site) =>
        site <= _firstPatch && _known?.FindIn(_model, site) is { } known && UsableAs(site, known) ? known : null;

    // A trace that kept other query rows than are wanted now does not know the pattern.
    private bool UsableAs(Site site, Tensor known) =>
        site.Kind != SiteKind.Pattern || (_known!.PatternRows ?? []).SequenceEqual(PatternRows(site.Layer) ?? []) && known.dim() == 4;

    private Tensor Patched(Site site, Func<Tensor> own)
    {
        var rows = site.Kind == SiteKind.Pattern ? PatternRows(site.Layer) : null;
        var shape = _model.ShapeAt(site);
        if (rows is not null)
            shape[^2] = rows.Count;
        var examples = _runs.Select((run, index) =>
        {
            Func<Tensor> example = () => own() is var all && all.shape[0] == 1 ? all : all.narrow(0, index, 1);
            foreach (var patch in run.Where(patch => patch.Site == site))
            {
                var before = example;
                example = Once(() => patch.Apply(before, shape, rows, _model.Like));
            }
            return example();
        }).ToArray();
        return examples.Length == 1 ? examples[0] : cat(examples, 0);
    }

    private Func<Tensor> Keep(Site site, Func<Tensor> value) => () =>
    {
        var kept = value();
        using var asked = RowsAsked(site, kept);
        // An alias: the caller's scope may end before the trace does.
        Kept[site] = (asked ?? kept).alias().DetachFromDisposeScope();
        return kept;
    };

    // Of a pattern that has rows for patches besides those to be kept, only these; else null.
    private Tensor? RowsAsked(Site site, Tensor pattern)
    {
        if (site.Kind != SiteKind.Pattern || _keep.Rows is not { } asked)
            return null;
        var rows = PatternRows(site.Layer) ?? [.. Enumerable.Range(0, (int)pattern.shape[^2])];
        if (rows.SequenceEqual(asked))
            return null;
        using var places = tensor(asked.Select(row => rows.TakeWhile(other => other != row).LongCount()).ToArray(), device: pattern.device);
        return pattern.index_select(-2, places);
    }

    private static Func<Tensor> Once(Func<Tensor> compute)
    {
        Tensor? value = null;
        return () => value ??= compute();
    }
}
