using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// What to change in a run: at a site, for some tokens and one head (or all), the value is replaced by, or increased by, another.
/// A patch is data; it holds on to its tensor and does not own it.
/// </summary>
public sealed class Patch
{
    private Patch(Site site, Tensor value, bool adds, int? head, IReadOnlyList<int>? tokens)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Enum.IsDefined(site.Kind))
            throw new ArgumentException($"There is no kind of site {(int)site.Kind}.", nameof(site));
        if (value.is_complex())
            throw new ArgumentException($"A value at {site} is real; this is {TensorText.Of(value)}.", nameof(value));
        if (head is not null && !site.IsPerHead)
            throw new ArgumentException($"{site} has no heads: only z and pattern can be patched for one head.", nameof(head));
        (Site, Value, Adds, Head, Tokens) = (site, value, adds, head, tokens);
    }

    /// <summary>Where.</summary>
    public Site Site { get; }

    /// <summary>
    /// What is put there: one example's value ([N, D]; [H, N, D/H] for z; [H, N, N] for a pattern), of which the part in
    /// <see cref="Head"/> and <see cref="Tokens"/> is used, or the rows of <see cref="Tokens"/> alone, or what broadcasts to either.
    /// </summary>
    public Tensor Value { get; }

    /// <summary>Whether the value is added to the run's own instead of replacing it.</summary>
    public bool Adds { get; }

    /// <summary>The head, from 0; null for all.</summary>
    public int? Head { get; }

    /// <summary>Token indices (query tokens for a pattern), 0 for CLS; null for all.</summary>
    public IReadOnlyList<int>? Tokens { get; }

    /// <summary>The value of another run at the same site.</summary>
    /// <param name="donor">A trace of one clip that kept the site; of a pattern, the query rows it kept are the ones patched.</param>
    /// <param name="site">The site.</param>
    /// <param name="head">For z and pattern: the head, or null for all.</param>
    /// <param name="tokens">Token indices, or null for all.</param>
    public static Patch With(Trace donor, Site site, int? head = null, IReadOnlyList<int>? tokens = null)
    {
        ArgumentNullException.ThrowIfNull(donor);
        if (site.Kind != SiteKind.Pattern || donor.PatternRows is not { } rows)
            return new Patch(site, donor[site], false, head, tokens);
        var positions = (tokens ?? rows).Select(token => rows.TakeWhile(row => row != token).LongCount()).ToArray();
        if (positions.Any(position => position == rows.Count))
            throw new ArgumentException($"The donor kept the pattern of query tokens {string.Join(", ", rows)} only.", nameof(tokens));
        using var scope = NewDisposeScope();
        var taken = donor[site].index_select(-2, tensor(positions, device: donor[site].device));
        var patch = new Patch(site, taken, false, head, tokens ?? rows);
        patch.Value.DetachFromDisposeScope();
        return patch;
    }

    /// <summary>A given value: one example's ([N, D], or [H, N, D/H] for z, [H, N, N] for a pattern) or what broadcasts to it.</summary>
    public static Patch Set(Site site, Tensor value, int? head = null, IReadOnlyList<int>? tokens = null) =>
        new(site, value, false, head, tokens);

    /// <summary>A given value added to the run's own.</summary>
    public static Patch Add(Site site, Tensor value, int? head = null, IReadOnlyList<int>? tokens = null) =>
        new(site, value, true, head, tokens);

    /// <summary>Zero ablation.</summary>
    public static Patch Zero(Site site, int? head = null, IReadOnlyList<int>? tokens = null)
    {
        using var scope = NewDisposeScope();
        var patch = new Patch(site, zeros(1), false, head, tokens);
        patch.Value.DetachFromDisposeScope();
        return patch;
    }

    /// <summary>One example's value with the patch in it.</summary>
    /// <param name="own">The run's own value, [1, ...]. Not called where nothing of it is left.</param>
    /// <param name="shape">Its shape; tokens are the last dimension but one, heads the one before.</param>
    /// <param name="rows">Which tokens the token dimension holds, where it does not hold all of them.</param>
    /// <param name="like">Its device and type.</param>
    internal Tensor Apply(Func<Tensor> own, long[] shape, IReadOnlyList<int>? rows, Tensor like)
    {
        var value = Value.to(like.device).to(like.dtype);
        if (Tokens is null && Head is null)
            return Adds ? own().Plus(value.expand(shape)) : value.expand(shape);

        var result = own().clone();
        var region = Head is { } head ? result.narrow(-3, head, 1) : result;
        var source = Head is { } same && value.dim() > 2 && value.shape[^3] > 1 ? value.narrow(-3, same, 1) : value;
        if (Tokens is null)
        {
            _ = Adds ? region.AddInPlace(source) : region.copy_(source);
            return result;
        }
        if (source.dim() > 1 && source.shape[^2] > 1 && source.shape[^2] != Tokens.Count)
            source = source.index_select(-2, Index(Tokens, like.device));
        long[] part = [.. region.shape[..^2], Tokens.Count, shape[^1]];
        var places = Index(rows is null ? Tokens : Tokens.Select(token => rows.TakeWhile(row => row != token).Count()), like.device);
        _ = Adds ? region.index_add_(-2, places, source.expand(part), Scalars.Of(1)) : region.index_copy_(-2, places, source.expand(part));
        return result;
    }

    private static Tensor Index(IEnumerable<int> tokens, Device device) =>
        tensor(tokens.Select(token => (long)token).ToArray(), device: device);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Site}{(Head is { } h ? $"H{h}" : "")}{(Tokens is { } t ? $"[{t.Count} tokens]" : "")} {(Adds ? "+=" : "=")} "
            + $"[{string.Join(", ", Value.shape)}]";
}
