using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>An order of a block's heads and MLP units: place i takes what is at <c>Heads[i]</c>, <c>Units[i]</c>. Any order computes the same.</summary>
/// <param name="Heads">One a head.</param>
/// <param name="Units">One a unit of the MLP's hidden layer.</param>
public sealed record VivitOrder(IReadOnlyList<int> Heads, IReadOnlyList<int> Units)
{
    /// <summary>Everything where it was.</summary>
    public static VivitOrder Same(int heads, int units) => new([.. Enumerable.Range(0, heads)], [.. Enumerable.Range(0, units)]);

    /// <summary>Whether everything stays where it was.</summary>
    public bool IsSame => InPlace(Heads) && InPlace(Units);

    /// <summary>The same function with its heads and units in another order: queries', keys' and values' rows with the output projection's columns, the MLP's rows with its columns.</summary>
    /// <param name="vivit">The model; it stays as it is.</param>
    /// <param name="blocks">An order a block.</param>
    public static Vivit Apply(Vivit vivit, IReadOnlyList<VivitOrder> blocks)
    {
        ArgumentNullException.ThrowIfNull(vivit);
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Count != vivit.Layers)
            throw new ArgumentException($"{blocks.Count} orders for {vivit.Layers} blocks.", nameof(blocks));
        using var scope = NewDisposeScope();
        using var detached = no_grad();
        var names = Enumerable.Range(0, vivit.Layers).Select(VivitNames.Block).ToArray();
        var tensors = vivit.Weights.Named(vivit.Config).ToDictionary();
        foreach (var (block, order) in names.Zip(blocks))
            Reorder(tensors, block, order, vivit.Config.HeadSize);
        return new Vivit(vivit.Config, VivitWeights.From(vivit.Config, name => tensors[name].clone())) { BatchTokens = vivit.BatchTokens };
    }

    private static void Reorder(Dictionary<string, Tensor> tensors, VivitNames.BlockNames block, VivitOrder order, int headSize)
    {
        var device = tensors[VivitNames.Cls].device;
        var rows = tensor(order.Heads.SelectMany(head => Enumerable.Range(head * headSize, headSize)).Select(row => (long)row).ToArray()).to(device);
        var units = tensor(order.Units.Select(unit => (long)unit).ToArray()).to(device);
        foreach (var projection in block.QueryKeyValue)
            Take(projection, 0, rows, bias: true);
        Take(block.Output, 1, rows, bias: false);
        Take(block.Up, 0, units, bias: true);
        Take(block.Down, 1, units, bias: false);

        void Take(string name, int axis, Tensor places, bool bias)
        {
            tensors[name + ".weight"] = tensors[name + ".weight"].index_select(axis, places);
            if (bias && tensors.TryGetValue(name + ".bias", out var one))
                tensors[name + ".bias"] = one.index_select(0, places);
        }
    }

    private static bool InPlace(IReadOnlyList<int> places) => !places.Where((place, i) => place != i).Any();
}
