using System.Globalization;
using Claims.Common;

namespace Claims.Model;

/// <summary>What kind of place in a block, in the order a forward pass reaches them. Names are TransformerLens's.</summary>
public enum SiteKind
{
    /// <summary>The residual stream before the block: [B, N, D].</summary>
    ResidPre = 1,

    /// <summary>Attention probabilities after softmax: [B, H, rows, N], only the query rows asked for.</summary>
    Pattern,

    /// <summary>Each head's weighted values, before the output projection: [B, H, N, D/H].</summary>
    Z,

    /// <summary>The attention update: after the output projection, before the residual is added: [B, N, D].</summary>
    AttnOut,

    /// <summary>The residual stream between attention and MLP: [B, N, D].</summary>
    ResidMid,

    /// <summary>The MLP update: after the second projection, before the residual is added: [B, N, D].</summary>
    MlpOut,

    /// <summary>The residual stream after the block (the paper's "layer output"): [B, N, D].</summary>
    ResidPost,
}

/// <summary>A named place in the forward pass. Layers count from 0. Printed as <c>L4.mlp_out</c>.</summary>
/// <param name="Layer">The block, from 0.</param>
/// <param name="Kind">The place in the block.</param>
public readonly record struct Site(int Layer, SiteKind Kind) : IComparable<Site>
{
    private static readonly Dictionary<SiteKind, string> Names = new()
    {
        [SiteKind.ResidPre] = "resid_pre",
        [SiteKind.Pattern] = "pattern",
        [SiteKind.Z] = "z",
        [SiteKind.AttnOut] = "attn_out",
        [SiteKind.ResidMid] = "resid_mid",
        [SiteKind.MlpOut] = "mlp_out",
        [SiteKind.ResidPost] = "resid_post",
    };

    /// <summary>Whether the site has one value per head: z and pattern.</summary>
    public bool IsPerHead => Kind is SiteKind.Z or SiteKind.Pattern;

    /// <summary>The stream before the block.</summary>
    public static Site ResidPre(int layer) => new(layer, SiteKind.ResidPre);

    /// <summary>The attention probabilities.</summary>
    public static Site Pattern(int layer) => new(layer, SiteKind.Pattern);

    /// <summary>Each head's weighted values.</summary>
    public static Site Z(int layer) => new(layer, SiteKind.Z);

    /// <summary>The attention update.</summary>
    public static Site AttnOut(int layer) => new(layer, SiteKind.AttnOut);

    /// <summary>The stream between attention and MLP.</summary>
    public static Site ResidMid(int layer) => new(layer, SiteKind.ResidMid);

    /// <summary>The MLP update.</summary>
    public static Site MlpOut(int layer) => new(layer, SiteKind.MlpOut);

    /// <summary>The stream after the block.</summary>
    public static Site ResidPost(int layer) => new(layer, SiteKind.ResidPost);

    /// <summary>Reads <c>L4.mlp_out</c>, <c>blocks.4.hook_mlp_out</c> or <c>blocks.4.attn.hook_z</c>.</summary>
    /// <exception cref="BadInputException">The text names no site.</exception>
    public static Site Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.StartsWith("blocks.", StringComparison.Ordinal) ? text["blocks.".Length..].Split('.')
            : text.TrimStart('L').Split('.');
        var name = parts[^1].StartsWith("hook_", StringComparison.Ordinal) ? parts[^1]["hook_".Length..] : parts[^1];
        var kind = Names.FirstOrDefault(pair => pair.Value == name).Key;
        if (kind == 0 || parts.Length is < 2 or > 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var layer))
            throw new BadInputException($"\"{text}\" names no site.",
                remedy: $"Sites are written L4.mlp_out; the kinds are {string.Join(", ", Names.Values)}.");
        return new Site(layer, kind);
    }

    /// <inheritdoc/>
    public int CompareTo(Site other) => (Layer, Kind).CompareTo((other.Layer, other.Kind));

    /// <summary>Whether one site is reached before another.</summary>
    public static bool operator <(Site left, Site right) => left.CompareTo(right) < 0;

    /// <summary>Whether one site is reached after another.</summary>
    public static bool operator >(Site left, Site right) => left.CompareTo(right) > 0;

    /// <summary>Whether one site is reached before another or is the same.</summary>
    public static bool operator <=(Site left, Site right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one site is reached after another or is the same.</summary>
    public static bool operator >=(Site left, Site right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"L{Layer}.{Names.GetValueOrDefault(Kind, $"{(int)Kind}")}";
}
