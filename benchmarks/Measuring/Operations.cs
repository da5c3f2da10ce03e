using Claims.Model.Architectures.Vivit;

namespace Claims.Benchmarks;

/// <summary>Multiply-adds of the matrix products, the rest being below a hundredth of them.</summary>
internal sealed class Operations(VivitConfig config)
{
    private double Tokens => config.Tokens;

    private double Projection => Tokens * config.HiddenSize * config.HiddenSize;

    private double Mlp => 2 * Tokens * config.HiddenSize * config.MlpSize;

    // Queries, keys, values and output; scores and weighted values.
    private double Layer => 4 * Projection + 2 * Tokens * Tokens * config.HiddenSize + Mlp;

    /// <summary>A whole forward, without the embedding, which is below a hundredth of it too.</summary>
    public double Forward => config.Layers * Layer;

    /// <summary>
    /// A head patched in a run whose streams and weighted values are known: the layer's output projection and MLP, and all layers behind
    /// it.
    /// </summary>
    public double HeadReplay(int layer) => Projection + Mlp + (config.Layers - 1 - layer) * Layer;
}
