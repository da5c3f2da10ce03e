using Claims.Model.Architectures.Vivit;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Benchmarks;

/// <summary>
/// The work of one layer, part by part, on random values; N tokens, heads of size d. Products are written into memory that is there already
/// (addmm_ with beta 0): what they take when nothing else is in their way.
/// </summary>
internal sealed class Layer(VivitConfig config)
{
    private readonly long _tokens = config.Tokens, _width = config.HiddenSize, _hidden = config.MlpSize;

    /// <summary>Queries, keys and values, in one product; output.</summary>
    public Timed Projections() => Linear(_width, 3 * _width) + Linear(_width, _width);

    /// <summary>Up and down.</summary>
    public Timed Mlp() => Linear(_width, _hidden) + Linear(_hidden, _width);

    /// <summary>Scores [N, d] x [d, N] of every head, some queries at a time: of few, that part of the map stays in the cache.</summary>
    public Timed Scores(long queries) => OverHeads(queries, (query, key, _, map, _) => map.addmm_(query, key.t(), beta: 0, alpha: 1));

    /// <summary>Weighted values [N, N] x [N, d], likewise.</summary>
    public Timed Weighted(long queries) => OverHeads(queries, (_, _, value, map, z) => z.addmm_(map, value, beta: 0, alpha: 1));

    /// <summary>The fused operator: both products, and softmax.</summary>
    public Timed FusedAttention()
    {
        using var scope = NewDisposeScope();
        var heads = randn([1, _tokens, 3, config.Heads, config.HeadSize]).permute(2, 0, 3, 1, 4);
        var (query, key, value) = (heads[0], heads[1], heads[2]);
        return Timed.Of(2 * MapGflop, () => F.scaled_dot_product_attention(query, key, value));
    }

    /// <summary>Both layer norms.</summary>
    public Timed Norms()
    {
        using var scope = NewDisposeScope();
        var (x, weight, bias) = (randn([1, _tokens, _width]), randn([_width]), randn([_width]));
        return Timed.Of(0, () =>
        {
            for (var norm = 0; norm < 2; norm++)
                F.layer_norm(x, [_width], weight, bias, config.LayerNormEps).Dispose();
        });
    }

    /// <summary>The MLP's gelu, in place.</summary>
    public Timed Gelu()
    {
        using var scope = NewDisposeScope();
        var hidden = randn([1, _tokens, _hidden]);
        return Timed.Of(0, () => hidden.gelu_(GELU.Approximate.tanh));
    }

    /// <summary>Both updates added to the stream.</summary>
    public Timed Additions()
    {
        using var scope = NewDisposeScope();
        var (stream, update) = (randn([1, _tokens, _width]), randn([1, _tokens, _width]));
        return Timed.Of(0, () => stream.add_(update).add_(update));
    }

    // One of attention's two products, of all heads.
    private double MapGflop => 2e-9 * _tokens * _tokens * _width;

    private Timed Linear(long from, long to)
    {
        using var scope = NewDisposeScope();
        var (x, weight, result) = (randn([_tokens, from]), randn([to, from]).t(), zeros([_tokens, to]));
        return Timed.Of(2e-9 * _tokens * from * to, () => result.addmm_(x, weight, beta: 0, alpha: 1));
    }

    private Timed OverHeads(long queries, Action<Tensor, Tensor, Tensor, Tensor, Tensor> product)
    {
        using var scope = NewDisposeScope();
        var (query, key, value, z) = (Heads(), Heads(), Heads(), Heads());
        var map = rand([Math.Min(queries, _tokens), _tokens]);
        var parts = new List<(Tensor Query, Tensor Key, Tensor Value, Tensor Map, Tensor Z)>();
        for (var head = 0; head < config.Heads; head++)
        {
            for (long start = 0; start < _tokens; start += queries)
            {
                var count = Math.Min(queries, _tokens - start);
                var (some, result) = (query[head].narrow(0, start, count), z[head].narrow(0, start, count));
                parts.Add((some, key[head], value[head], map.narrow(0, 0, count), result));
            }
        }
        return Timed.Of(MapGflop, () => parts.ForEach(part => product(part.Query, part.Key, part.Value, part.Map, part.Z)));

        Tensor Heads() => randn([config.Heads, _tokens, config.HeadSize]);
    }
}
