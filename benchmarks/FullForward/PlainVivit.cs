using Claims.Checkpoints.Folders;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Benchmarks;

/// <summary>
/// A ViViT as a user of a current PyTorch writes it: one linear each for queries, keys and values, fused attention, and a hook at every
/// module, which sees its output and may give another. Nothing of the project's own forward pass is used.
/// </summary>
internal sealed class PlainVivit : IDisposable
{
    private readonly VivitConfig _config;
    private readonly Dictionary<string, Tensor> _weights;

    /// <param name="folder">A Hugging Face folder.</param>
    public PlainVivit(string folder)
    {
        _config = VivitCheckpoint.ReadConfig(folder);
        using var checkpoint = CheckpointFolder.Open(folder);
        if (_config.Activation != Activation.GeluFast)
            throw new NotSupportedException("only gelu_fast is written out here, the released model's.");
        _weights = checkpoint.Tensors.Keys.ToDictionary(name => name, name => checkpoint.Read(name).DetachFromDisposeScope());
    }

    /// <summary>Blocks.</summary>
    public int Layers => _config.Layers;

    /// <summary>Clips [B, T, C, H, W] to logits.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="hook">Of a module (L3.attention, L3.mlp, L3) and its output, [B, N, D]: the same, or what takes its place.</param>
    public Tensor Forward(Tensor clips, Func<string, Tensor, Tensor> hook)
    {
        using var scope = NewDisposeScope();
        var x = Embedded(clips);
        for (var layer = 0; layer < Layers; layer++)
        {
            using var before = x;
            x = hook($"L{layer}", Block(layer, before, hook));
        }
        return Linear("classifier", Norm("vivit.layernorm", x).select(1, 0)).MoveToOuterDisposeScope();
    }

    private Tensor Embedded(Tensor clips)
    {
        using var scope = NewDisposeScope();
        var (time, height, width) = _config.TubeletSize;
        const string Name = "vivit.embeddings";
        var (weight, bias) = (_weights[$"{Name}.patch_embeddings.projection.weight"], _weights[$"{Name}.patch_embeddings.projection.bias"]);
        var patches = F.conv3d(clips.transpose(1, 2), weight, bias, [time, height, width]).flatten(2).transpose(1, 2);
        var cls = _weights[$"{Name}.cls_token"].expand([clips.shape[0], -1, -1]);
        return (cat([cls, patches], 1) + _weights[$"{Name}.position_embeddings"]).MoveToOuterDisposeScope();
    }

    private Tensor Block(int layer, Tensor x, Func<string, Tensor, Tensor> hook)
    {
        using var scope = NewDisposeScope();
        var name = $"vivit.encoder.layer.{layer}";
        var attention = hook($"L{layer}.attention", Attention(name + ".attention", Norm(name + ".layernorm_before", x)));
        var middle = x + attention;
        var mlp = hook($"L{layer}.mlp", Mlp(name, Norm(name + ".layernorm_after", middle)));
        return (middle + mlp).MoveToOuterDisposeScope();
    }

    private Tensor Attention(string name, Tensor x)
    {
        using var scope = NewDisposeScope();
        var z = F.scaled_dot_product_attention(Heads("query"), Heads("key"), Heads("value"));
        return Linear(name + ".output.dense", z.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();

        Tensor Heads(string which) =>
            Linear($"{name}.attention.{which}", x).unflatten(2, [_config.Heads, _config.HeadSize]).transpose(1, 2);
    }

    private Tensor Mlp(string name, Tensor x)
    {
        using var scope = NewDisposeScope();
        var hidden = F.gelu(Linear(name + ".intermediate.dense", x), GELU.Approximate.tanh);
        return Linear(name + ".output.dense", hidden).MoveToOuterDisposeScope();
    }

    private Tensor Norm(string name, Tensor x) =>
        F.layer_norm(x, [_config.HiddenSize], _weights[name + ".weight"], _weights[name + ".bias"], _config.LayerNormEps);

    private Tensor Linear(string name, Tensor x) => F.linear(x, _weights[name + ".weight"], _weights.GetValueOrDefault(name + ".bias"));

    public void Dispose()
    {
        foreach (var weight in _weights.Values)
            weight.Dispose();
    }
}
