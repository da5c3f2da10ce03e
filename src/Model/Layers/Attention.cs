using Claims.Common.Native;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Model.Layers;

/// <summary>Multi-head self-attention over [B, N, D] streams, H heads of size d = D/H.</summary>
public static class Attention
{
    /// <summary>Query, key and value of every head, [B, H, N, d] each, computed when first asked for.</summary>
    /// <param name="projected">[B, N, 3·D]: queries, keys and values side by side.</param>
    /// <param name="heads">H.</param>
    public static Func<(Tensor Query, Tensor Key, Tensor Value)> Heads(Func<Tensor> projected, int heads)
    {
        (Tensor, Tensor, Tensor)? known = null;
        return () => known ??= Of(Split(projected(), 3, heads));

        static (Tensor, Tensor, Tensor) Of(Tensor parts) => (parts.select(0, 0), parts.select(0, 1), parts.select(0, 2));
    }

    /// <summary>
    /// z, [B, H, N, d]: the fused operator never makes the N x N map. The map's rows are made only where the tap wants them, and put to
    /// use only where it patches them.
    /// </summary>
    public static Func<Tensor> Weighted(Site site, Func<(Tensor Query, Tensor Key, Tensor Value)> heads, Tap tap)
    {
        var patternSite = Site.Pattern(site.Layer);
        var rows = tap.PatternRows(site.Layer);
        var pattern = rows is { Count: 0 } ? null : tap.At(patternSite, () => Pattern(heads().Query, heads().Key, rows));
        return tap.At(site, () =>
        {
            // Made first where it is wanted at all, it keeps query, key and value; else they go with this scope.
            pattern?.Invoke();
            using var scope = NewDisposeScope();
            var (query, key, value) = heads();
            var z = query.requires_grad ? FewAtATime(query, key, value) : F.scaled_dot_product_attention(query, key, value);
            if (pattern is not null && tap.Patches(patternSite))
            {
                var weighted = Checked.MatMul(pattern(), value);
                z = rows is null ? weighted : z.index_copy(2, Index(rows, z.device), weighted);
            }
            return z.MoveToOuterDisposeScope();
        });
    }

    /// <summary>Projections side by side, [B, N, parts·D], to the heads of each: [parts, B, H, N, d].</summary>
    public static Tensor Split(Tensor projected, int parts, int heads) =>
        projected.view([projected.shape[0], projected.shape[1], parts, heads, -1]).permute(2, 0, 3, 1, 4);

    /// <summary>[B, H, N, d] to [B, N, D].</summary>
    public static Tensor Joined(Tensor z) => z.transpose(1, 2).reshape([z.shape[0], z.shape[2], -1]);

    // Where gradients are wanted an operator may make the N x N map of every head, and on the way back several of them: of as many heads
    // at a time as keep the maps small.
    internal static Tensor FewAtATime(Tensor query, Tensor key, Tensor value, long mostMapElements = 1 << 24)
    {
        var (heads, map) = (query.shape[1], query.shape[0] * query.shape[2] * key.shape[2]);
        var together = Math.Clamp(mostMapElements / map, 1, heads);
        if (together == heads)
            return F.scaled_dot_product_attention(query, key, value);
        var parts = new List<Tensor>();
        for (long head = 0; head < heads; head += together)
        {
            var count = Math.Min(together, heads - head);
            parts.Add(
                F.scaled_dot_product_attention(query.narrow(1, head, count), key.narrow(1, head, count), value.narrow(1, head, count)));
        }
        return cat(parts, 1);
    }

    // Attention probabilities of some query rows (null: all), [B, H, rows, N].
    private static Tensor Pattern(Tensor query, Tensor key, IReadOnlyList<int>? rows)
    {
        var asked = rows is null ? query : query.index_select(2, Index(rows, query.device));
        return Checked.MatMul(asked * Scalars.Of(1 / Math.Sqrt(query.shape[^1])), key.transpose(-1, -2)).softmax(-1);
    }

    private static Tensor Index(IEnumerable<int> tokens, Device device) =>
        tensor(tokens.Select(token => (long)token).ToArray(), device: device);
}
