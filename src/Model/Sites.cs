using System.Numerics;

namespace Claims.Model;

/// <summary>A set of sites: what a run is asked to keep. <c>Sites.ResidPost | Sites.MlpOut.InLayers(4, 10)</c>.</summary>
public sealed class Sites
{
    // By kind: the layers, a bit each; -1 has all bits, so every layer.
    private readonly BigInteger[] _layers;

    // Query rows of every pattern kept; null: all of them.
    private readonly int[]? _rows;

    // Whether the row of the token that the classifier reads is among them, wherever a model has it.
    private readonly bool _readout;

    private Sites(BigInteger[] layers, int[]? rows, bool readout = false) => (_layers, _rows, _readout) = (layers, rows, readout);

    /// <summary>Nothing: the logits alone.</summary>
    public static Sites None { get; } = new(new BigInteger[(int)SiteKind.ResidPost + 1], []);

    /// <summary>The stream before every block.</summary>
    public static Sites ResidPre { get; } = Every(SiteKind.ResidPre);

    /// <summary>
    /// Every attention map, whole: [H, N, N] a layer. At full size that is 472 MB per layer; see <see cref="PatternRows"/>.
    /// </summary>
    public static Sites Pattern { get; } = new(Every(SiteKind.Pattern)._layers, null);

    /// <summary>Every head's weighted values.</summary>
    public static Sites Z { get; } = Every(SiteKind.Z);

    /// <summary>Every attention update.</summary>
    public static Sites AttnOut { get; } = Every(SiteKind.AttnOut);

    /// <summary>The stream in the middle of every block.</summary>
    public static Sites ResidMid { get; } = Every(SiteKind.ResidMid);

    /// <summary>Every MLP update.</summary>
    public static Sites MlpOut { get; } = Every(SiteKind.MlpOut);

    /// <summary>The stream after every block.</summary>
    public static Sites ResidPost { get; } = Every(SiteKind.ResidPost);

    /// <summary>The whole residual stream: what a replay may start from.</summary>
    public static Sites Residual { get; } = ResidPre | ResidMid | ResidPost;

    /// <summary>
    /// Every attention map, of some query tokens only: <c>Sites.PatternRows(0)</c> is what CLS attends to, 150 KB per layer at full size.
    /// </summary>
    /// <param name="queryTokens">Token indices, 0 for CLS; none: nothing is kept.</param>
    public static Sites PatternRows(params int[] queryTokens)
    {
        ArgumentNullException.ThrowIfNull(queryTokens);
        return queryTokens.Length == 0 ? None : new(Pattern._layers, [.. queryTokens.Distinct().Order()]);
    }

    /// <summary>Of every attention map, the row of the token that the classifier reads (CLS), wherever a model has it.</summary>
    public static Sites ReadoutRow { get; } = new(Pattern._layers, [], readout: true);

    /// <summary>Exactly these sites.</summary>
    public static Sites Of(params Site[] sites)
    {
        ArgumentNullException.ThrowIfNull(sites);
        return sites.Aggregate(None, (set, site) => set | Every(site.Kind).InLayers(site.Layer, site.Layer));
    }

    /// <summary>The query rows of the patterns kept, ascending; null where all are.</summary>
    public IReadOnlyList<int>? Rows => _rows;

    /// <summary>The same kinds, in layers <paramref name="first"/> to <paramref name="last"/> (both included) only.</summary>
    public Sites InLayers(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        var mask = (BigInteger.One << (last + 1)) - (BigInteger.One << first);
        return new Sites([.. _layers.Select(bits => bits & mask)], _rows, _readout);
    }

    /// <summary>Whether the set has this site.</summary>
    public bool Contains(Site site) => !(_layers[(int)site.Kind] >> site.Layer).IsEven;

    /// <summary>This site alone.</summary>
    public static implicit operator Sites(Site site) => Of(site);

    /// <summary>This site alone.</summary>
    public static Sites FromSite(Site site) => Of(site);

    /// <summary>Both sets.</summary>
    public static Sites operator |(Sites left, Sites right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        int[]? rows = left._rows is null || right._rows is null ? null : [.. left._rows.Union(right._rows).Order()];
        return new Sites([.. left._layers.Zip(right._layers, (a, b) => a | b)], rows, left._readout || right._readout);
    }

    /// <summary>Both sets.</summary>
    public static Sites BitwiseOr(Sites left, Sites right) => left | right;

    /// <summary>
    /// The set for a model: which row the classifier's token has. Where it reads none, and no other rows are asked for, no map is kept.
    /// </summary>
    public Sites For(VideoModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!_readout)
            return this;
        if (model.Shape.Tokens.Readout is { } token)
            return new Sites(_layers, _rows is null ? null : [.. _rows.Union([token]).Order()]);
        return _rows is { Length: 0 } ? new Sites([.. _layers.Select((bits, kind) => kind == (int)SiteKind.Pattern ? 0 : bits)], [])
            : new Sites(_layers, _rows);
    }

    private static Sites Every(SiteKind kind)
    {
        if (!Enum.IsDefined(kind))
            throw new ArgumentException($"There is no kind of site {(int)kind}.", nameof(kind));
        var layers = new BigInteger[(int)SiteKind.ResidPost + 1];
        layers[(int)kind] = BigInteger.MinusOne;
        return new Sites(layers, kind == SiteKind.Pattern ? null : []);
    }
}
