using static TorchSharp.torch;

namespace Claims.Model;

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
    private readonly Site _firstPatch;
    private readonly List<Func<Tensor>> _due = [];

    /// <param name="model">The model that runs.</param>
    /// <param name="runs">The patches of each run; the runs go through as one batch, a row each.</param>
    /// <param name="known">What an unpatched run of the same clip left, if there was one.</param>
    /// <param name="keep">The sites to keep.</param>
    internal Tap(VideoModel model, IReadOnlyList<IReadOnlyList<Patch>> runs, Trace? known, Sites keep)
    {
        (_model, _runs, _known, _keep) = (model, runs, known, keep);
        _firstPatch = Replays.FirstPatch(runs.SelectMany(run => run));
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
    public bool Wants(int layer) => _model.SiteKinds.Select(kind => new Site(layer, kind)).Any(site => _keep.Contains(site) || Patches(site));

    /// <summary>Whether a run has a patch at this site.</summary>
    public bool Patches(Site site) => At(site).Any();

    /// <summary>The site's value, patched and kept as asked.</summary>
    /// <param name="site">The site.</param>
    /// <param name="compute">The value, [runs, ...] or [1, ...], where nobody knows it yet.</param>
    public Func<Tensor> At(Site site, Func<Tensor> compute)
    {
        var own = Once(() => Known(site) ?? compute());
        var value = Patches(site) ? Once(() => Patched(site, own)) : own;
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
