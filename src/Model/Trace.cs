using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>What a run left: its logits and the values at the sites it was asked to keep. Owns its tensors until disposed.</summary>
public sealed class Trace : IDisposable
{
    private readonly Dictionary<Site, Tensor> _values;
    private readonly Trace? _upstream;
    private readonly Site _firstPatch;
    private readonly HashSet<int> _patchedBefore;

    /// <param name="logits">[B, classes].</param>
    /// <param name="values">What was kept; owned from now on.</param>
    /// <param name="patternRows">The query rows of every pattern kept; null for all.</param>
    /// <param name="upstream">For a replay: the trace it started from, which stays its owner's.</param>
    /// <param name="firstPatch">For a replay: where it began to differ.</param>
    /// <param name="patches">What was changed: a patch of the stream before a block parts it from the stream after the block
    /// before.</param>
    internal Trace(
        Tensor logits, Dictionary<Site, Tensor> values, IReadOnlyList<int>? patternRows, Trace? upstream = null, Site firstPatch = default,
        IEnumerable<Patch>? patches = null)
    {
        (Logits, _values, _upstream, _firstPatch) = (logits, values, upstream, firstPatch);
        _patchedBefore = (patches ?? []).Select(patch => patch.Site).Where(site => site.Kind == SiteKind.ResidPre)
            .Select(site => site.Layer).ToHashSet();
        // A replay that was asked for no pattern answers with those upstream.
        PatternRows = patternRows is { Count: 0 } && upstream is not null ? upstream.PatternRows : patternRows;
    }

    /// <summary>Class logits: [B, classes].</summary>
    public Tensor Logits { get; }

    /// <summary>The query tokens that every pattern here has rows for, ascending; null where it has all.</summary>
    public IReadOnlyList<int>? PatternRows { get; }

    /// <summary>The sites whose values are here, in the order of the forward pass.</summary>
    public IReadOnlyList<Site> Sites => [.. _values.Keys.Order()];

    /// <summary>
    /// The value at a site; the shapes are those of <see cref="SiteKind"/>. A replay's trace answers for what lies before its first
    /// patch with the trace it was replayed from.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The run was not asked to keep it.</exception>
    public Tensor this[Site site] => Find(site) ?? throw new KeyNotFoundException(
        $"{site} was not kept by this run. Kept: {(_values.Count == 0 ? "nothing but the logits" : string.Join(", ", Sites))}. Ask for it: "
            + $"vivit.Run(clip, Sites.Of({site}) | ...).");

    /// <summary>Whether the value at a site can be had.</summary>
    public bool Holds(Site site) => Find(site) is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Logits.Dispose();
        foreach (var value in _values.Values)
            value.Dispose();
    }

    /// <summary>The traces of neighbouring clips as that of all of them; the parts are gone then.</summary>
    internal static Trace Joined(IReadOnlyList<Trace> parts, IReadOnlyList<Patch> patches)
    {
        if (parts.Count == 1)
            return parts[0];
        using var scope = NewDisposeScope();
        var logits = cat([.. parts.Select(part => part.Logits)], 0);
        var values = parts[0]._values.Keys.ToDictionary(site => site, site => cat([.. parts.Select(part => part._values[site])], 0));
        foreach (var part in parts)
            part.Dispose();
        return new Trace(
            logits.DetachFromDisposeScope(), values.ToDictionary(pair => pair.Key, pair => pair.Value.DetachFromDisposeScope()),
                parts[0].PatternRows,
            patches: patches);
    }

    internal Tensor? Find(Site site) =>
        _values.TryGetValue(site, out var value) ? value
        : SameStream(site) is { } same && _values.TryGetValue(same, out value) ? value
        : site < _firstPatch && (site.Kind != SiteKind.Pattern || HasRowsOf(_upstream)) ? _upstream?.Find(site) : null;

    // The stream after a block is the stream before the next one, and kept once, unless it was patched between.
    private Site? SameStream(Site site) => site.Kind switch
    {
        SiteKind.ResidPre when site.Layer > 0 && !_patchedBefore.Contains(site.Layer) => Site.ResidPost(site.Layer - 1),
        SiteKind.ResidPost when !_patchedBefore.Contains(site.Layer + 1) => Site.ResidPre(site.Layer + 1),
        _ => null,
    };

    /// <summary>The value at a site, if it is here, which must be one of a model's.</summary>
    /// <param name="site">The site.</param>
    /// <param name="shape">The shape of one example's value there.</param>
    /// <param name="like">Any tensor of the model: its type.</param>
    /// <exception cref="ArgumentException">It is another model's.</exception>
    internal Tensor? Find(Site site, long[] shape, Tensor like)
    {
        if (Find(site) is not { } value)
            return null;
        long[] fits = site.Kind == SiteKind.Pattern && PatternRows is { } rows ? [.. shape[..^2], rows.Count, shape[^1]] : shape;
        if (value.dtype != like.dtype || !value.shape.AsSpan(1).SequenceEqual(fits.AsSpan(1)))
            throw new ArgumentException($"The trace is another model's: {TensorText.Of(value)} at {site}, not {like.dtype} "
                + $"{TensorText.Shape(fits)}.");
        return value;
    }

    /// <summary>The same for a model.</summary>
    internal Tensor? FindIn(VideoModel model, Site site) => Find(site, model.ShapeAt(site), model.Like);

    private bool HasRowsOf(Trace? upstream) =>
        PatternRows is { } rows ? upstream?.PatternRows is { } others && rows.SequenceEqual(others) : upstream?.PatternRows is null;
}
