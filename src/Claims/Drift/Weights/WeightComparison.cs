using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Drift.Weights;

/// <summary>Compares two models' weights, exact up to the order of heads and units and to the basis inside a head.</summary>
internal static class WeightComparison
{
    /// <summary>Rounding of float32 weights that compute the same.</summary>
    public const double Rounding = 1e-6;

    /// <summary>The changes, and the order in which the candidate is the baseline's; null where the two are of other shapes.</summary>
    public static (WeightChanges Changes, IReadOnlyList<BlockOrder>? Order) Of(VideoModel before, VideoModel after)
    {
        using var scope = NewDisposeScope();
        using var detached = no_grad();
        if (!SameShape(before, after))
            return (OtherShape(before, after), null);
        var blocks = Enumerable.Range(0, before.Layers).Select(layer => Match(before, after, layer)).ToArray();
        var order = blocks.Select(block => block.Order).ToArray();
        using var matched = BlockOrder.Apply(after, order);
        var components = ComponentComparison.Of(before, matched, blocks, Rounding);
        return (new WeightChanges([.. components.OrderByDescending(one => one.Change)], Tensors(before, matched),
            [.. order.SelectMany(Told)],
            before.Labels.SequenceEqual(after.Labels) ? [] : [Classes(before, after)]), order);
    }

    private static BlockMatch Match(VideoModel before, VideoModel after, int layer)
    {
        using BlockFunction one = new(before, layer), other = new(after, layer);
        return BlockMatch.Of(one, other, Rounding);
    }

    private static IEnumerable<string> Told(BlockOrder order, int layer)
    {
        var moved = order.Heads.Select((place, head) => (place, head)).Where(one => one.place != one.head).ToArray();
        if (moved.Length > 0)
            yield return $"layer {layer}: {string.Join(", ", moved.Select(one => $"head {one.head} is now head {one.place}"))}";
        if (order.Units.Where((place, unit) => place != unit).Count() is > 0 and var units)
            yield return $"layer {layer}: {units} MLP units are in another order";
    }

    private static IReadOnlyList<TensorChange> Tensors(VideoModel before, VideoModel after)
    {
        var (one, other) = (before.NamedWeights, after.NamedWeights);
        return [.. one.Where(tensor => other.TryGetValue(tensor.Key, out var same) && same.shape.SequenceEqual(tensor.Value.shape))
            .Select(tensor => new TensorChange(tensor.Key, Likeness.Distance(Exact(tensor.Value), Exact(other[tensor.Key]))))
            .OrderByDescending(change => change.Relative)];
    }

    private static WeightChanges OtherShape(VideoModel before, VideoModel after)
    {
        var reasons = new List<string>();
        foreach (var (what, one, other) in Sizes(before).Zip(Sizes(after), (a, b) => (a.What, a.Size, b.Size))
            .Where(pair => pair.Item2 != pair.Item3))
            reasons.Add($"weights: {one} {what} before, {other} after; only tensors of the same name and shape are compared");
        if (!before.Labels.SequenceEqual(after.Labels))
            reasons.Add(Classes(before, after));
        return new WeightChanges([], Tensors(before, after), [], reasons);
    }

    private static string Classes(VideoModel before, VideoModel after) =>
        $"classes: {before.Labels.Count} before, {after.Labels.Count} after, {before.Labels.Intersect(after.Labels).Count()} of them by "
            + "the same name";

    private static IEnumerable<(string What, string Size)> Sizes(VideoModel model) =>
    [
        ("architecture", model.Shape.Architecture), ("layers", $"{model.Layers}"), ("heads", $"{model.Heads}"),
        ("width", $"{model.Shape.Width}"),
        ("MLP units", $"{model.Shape.MlpWidth}"), ("tokens", $"{model.Tokens}"), ("activation", $"{model.Parts?.Activation}"),
        ("biases of queries, keys and values", HasBiases(model) ? "has" : "has no"),
    ];

    // Models of other clips may have other tokens, and the same blocks.
    private static bool SameShape(VideoModel before, VideoModel after) => before.Parts is { } one && after.Parts is { } other
        && (before.Shape.Architecture, before.Layers, before.Heads, before.Shape.Width, before.Shape.MlpWidth, one.Activation,
            HasBiases(before))
        == (after.Shape.Architecture, after.Layers, after.Heads, after.Shape.Width, after.Shape.MlpWidth, other.Activation,
            HasBiases(after));

    private static bool HasBiases(VideoModel model) => model.Parts?.Blocks[0].QueryKeyValueBias is not null;

    internal static Tensor Exact(Tensor tensor) => tensor.to(float64).cpu();
}
