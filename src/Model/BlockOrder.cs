using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// An order of a block's heads and MLP units: place i takes what is at <c>Heads[i]</c>, <c>Units[i]</c>. Any order computes the same.
/// </summary>
/// <param name="Heads">One per head.</param>
/// <param name="Units">One per unit of the MLP's hidden layer.</param>
public sealed record BlockOrder(IReadOnlyList<int> Heads, IReadOnlyList<int> Units)
{
    /// <summary>Everything where it was.</summary>
    public static BlockOrder Same(int heads, int units) => new([.. Enumerable.Range(0, heads)], [.. Enumerable.Range(0, units)]);

    /// <summary>Whether everything stays where it was.</summary>
    public bool IsSame => InPlace(Heads) && InPlace(Units);

    /// <summary>
    /// The same function with its heads and units in another order: queries', keys' and values' rows with the output projection's
    /// columns, the MLP's rows with its columns.
    /// </summary>
    /// <param name="model">The model; it stays as it is.</param>
    /// <param name="blocks">One order per block.</param>
    /// <exception cref="NotApplicableException">The model is no stack of pre-norm blocks.</exception>
    public static VideoModel Apply(VideoModel model, IReadOnlyList<BlockOrder> blocks)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Count != model.Layers)
            throw new ArgumentException($"{blocks.Count} orders for {model.Layers} blocks.", nameof(blocks));
        var parts = model.Parts
            ?? throw new NotApplicableException($"the blocks of a {model.Shape.Architecture} model are not of attention and one MLP.");
        using var scope = NewDisposeScope();
        using var detached = no_grad();
        var reordered = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var (block, order) in parts.Blocks.Zip(blocks))
            order.Reorder(block, model.Shape.Width / model.Heads, reordered);
        return model.Map(weight => (reordered.GetValueOrDefault(weight) ?? weight).clone());
    }

    private void Reorder(BlockWeights block, int headSize, Dictionary<Tensor, Tensor> into)
    {
        var device = block.OutputWeight.device;
        var rows = Heads.SelectMany(head => Enumerable.Range(head * headSize, headSize)).ToArray();
        Take(block.QueryKeyValueWeight, 0, Places(Enumerable.Range(0, 3).SelectMany(part => rows.Select(row => part * rows.Length + row))));
        if (block.QueryKeyValueBias is { } bias)
            Take(bias, 0, Places(Enumerable.Range(0, 3).SelectMany(part => rows.Select(row => part * rows.Length + row))));
        Take(block.OutputWeight, 1, Places(rows));
        Take(block.UpWeight, 0, Places(Units));
        Take(block.UpBias, 0, Places(Units));
        Take(block.DownWeight, 1, Places(Units));

        void Take(Tensor weight, int axis, Tensor places) => into[weight] = weight.index_select(axis, places);

        Tensor Places(IEnumerable<int> places) => tensor(places.Select(place => (long)place).ToArray()).to(device);
    }

    private static bool InPlace(IReadOnlyList<int> places) => !places.Where((place, i) => place != i).Any();
}
