using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>A model with some of its tensors changed.</summary>
internal static class Edits
{
    /// <summary>A copy of the model, its tensors by the original's names changed in place.</summary>
    public static Vivit Edited(Vivit vivit, Action<IReadOnlyDictionary<string, Tensor>> edit)
    {
        using var scope = NewDisposeScope();
        using var detached = no_grad();
        var tensors = vivit.Weights.Named().ToDictionary(tensor => tensor.Key, tensor => tensor.Value.clone());
        edit(tensors);
        return new Vivit(vivit.Config, VivitWeights.From(vivit.Config, name => tensors[name].clone()));
    }

    /// <summary>A block's name.</summary>
    public static string Block(int layer) => $"vivit.encoder.layer.{layer}";

    /// <summary>A head's rows of queries, keys and values: weights and biases.</summary>
    public static IEnumerable<Tensor> HeadRows(IReadOnlyDictionary<string, Tensor> tensors, int layer, int head, int size) =>
        from projection in new[] { "query", "key", "value" }
        from part in new[] { "weight", "bias" }
        let name = $"{Block(layer)}.attention.attention.{projection}.{part}"
        where tensors.ContainsKey(name)
        select tensors[name].narrow(0, (long)head * size, size);

    /// <summary>Normal noise of this norm relative to the tensor's own.</summary>
    public static void AddNoise(Tensor tensor, double relative, Generator random)
    {
        var noise = randn(tensor.shape, generator: random);
        tensor.add_(noise * (relative * tensor.norm() / noise.norm()));
    }
}
