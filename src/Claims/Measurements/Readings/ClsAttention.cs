using Claims.Common;
using Claims.Common.Native;
using Claims.Measurements.Arrays;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Readings;

/// <summary>Where CLS looks, per layer and head.</summary>
/// <param name="Grid">The tokens' grid.</param>
/// <param name="Weights">[layer, head, token]: CLS's rows of the attention maps. Each sums to 1.</param>
public sealed record ClsAttention(TokenGrid Grid, Numbers Weights)
{
    private Axis Layers => Weights.Axes[0];

    private Axis Heads => Weights.Axes[1];

    private int Tokens => Weights.Axes[2].Labels.Count;

    /// <summary>What a trace must keep: 150 KB per layer at full size.</summary>
    public static Sites Needs { get; } = Sites.ReadoutRow;

    /// <summary>The attention of CLS in a run of one clip.</summary>
    /// <exception cref="NotApplicableException">The model has no such token: its classifier reads the mean of all.</exception>
    public static ClsAttention Of(VideoModel model, TokenGrid grid, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trace);
        using var scope = NewDisposeScope();
        var rows = stack([.. Enumerable.Range(0, model.Layers).Select(layer => trace.ClsAttention(model, layer))], 0);
        return new ClsAttention(grid, rows.Named("CLS attention", "probability", model.LayerAxis(), model.HeadAxis(), model.TokenAxis()));
    }

    /// <summary>[layer, head]: what CLS gives to itself.</summary>
    public Numbers ToSelf => PerHead("CLS attention to itself", "probability", row => row[Cls]);

    /// <summary>[layer, head]: entropy of the whole row, natural logarithm; ln N where all tokens weigh the same.</summary>
    public Numbers Entropy => PerHead("CLS attention entropy", "nats", row => row.Sum(p => p > 0 ? -p * Math.Log(p) : 0));

    /// <summary>[layer, head]: the patch token with the largest weight.</summary>
    public Numbers LargestPatch => PerHead("patch token CLS attends to most", "token", row => Largest([.. OfPatches(row)]));

    /// <summary>[layer, head, tubelet, row, column]: the weights where the tokens are.</summary>
    public Numbers OnGrid => new("CLS attention on the token grid", "probability", [Layers, Heads, .. Grid.Axes], Patches);

    /// <summary>[layer, head, tubelet]: mass on each tubelet's tokens; with <see cref="ToSelf"/>, 1.</summary>
    public Numbers PerTubelet => new("CLS attention per tubelet", "probability", [Layers, Heads, Grid.Axes[0]],
        [.. Patches.Chunk(Grid.Rows * Grid.Columns).Select(tubelet => tubelet.Sum())]);

    /// <summary>[layer, head]: mass on some patch tokens (counted without CLS).</summary>
    public Numbers Within(IReadOnlyCollection<int> patchTokens) =>
        PerHead("CLS attention within region", "probability", row =>
            patchTokens.Distinct().Sum(token => row[Grid.Count > token ? Grid.Layout.OfPatch(token) : throw Outside(token)]));

    /// <summary>[layer, head]: mass on a set of tokens, CLS among them or not.</summary>
    public Numbers On(TokenSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return PerHead("CLS attention within tokens", "probability", row => set.Tokens.Distinct().Sum(token => row[token]));
    }

    /// <summary>How the focus of each head moves over time.</summary>
    public AttentionDrift Drift => AttentionDrift.Of(OnGrid);

    /// <summary>
    /// [layer, head]: entropy averaged over the attention rows of all query tokens, of which only some are made at a time.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="trace">A run of one clip that kept <c>Sites.ResidPre</c> or <c>Sites.Residual</c>.</param>
    /// <param name="rowsAtOnce">Query tokens whose rows are made at a time.</param>
    public static Numbers MeanEntropy(VideoModel model, Trace trace, int rowsAtOnce = 256)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsAtOnce, 1);
        var entropies = new List<double>();
        for (var layer = 0; layer < model.Layers; layer++)
        {
            using var scope = NewDisposeScope();
            _ = trace.One(Site.ResidPre(layer));
            var (query, key, _) = model.QueryKeyValue(layer, trace[Site.ResidPre(layer)]);
            var sum = zeros(model.Heads, float64);
            for (var row = 0; row < model.Tokens; row += rowsAtOnce)
            {
                using var some = NewDisposeScope();
                var asked = query.narrow(2, row, Math.Min(rowsAtOnce, model.Tokens - row));
                var scores = Checked.MatMul(asked / Scalars.Of(Math.Sqrt(query.shape[^1])), key.transpose(-1, -2));
                var logs = scores.log_softmax(-1);
                sum.sub_((logs.exp() * logs).sum([0, 2, 3]).to(float64).cpu());
            }
            entropies.AddRange((sum / Scalars.Of(model.Tokens)).Doubles());
        }
        return new Numbers("mean attention entropy", "nats", [model.LayerAxis(), model.HeadAxis()], entropies);
    }

    // Row-major over layer and head, without CLS.
    private double[] Patches => [.. Weights.Values.Chunk(Tokens).SelectMany(OfPatches)];

    private int Cls => Grid.Layout.Readout ?? throw new NotApplicableException("the classifier reads no single token.");

    private IEnumerable<double> OfPatches(double[] row) => Grid.Layout.OfPatches.Select(token => row[token]);

    private static int Largest(double[] weights) => Array.IndexOf(weights, weights.Max());

    private Numbers PerHead(string name, string unit, Func<double[], double> of) =>
        new(name, unit, [Layers, Heads], [.. Weights.Values.Chunk(Tokens).Select(of)]);

    private BadInputException Outside(int token) =>
        new($"There is no patch token {token}.", remedy: $"Patch tokens count from 0 to {Grid.Count - 1}, without CLS.");
}
