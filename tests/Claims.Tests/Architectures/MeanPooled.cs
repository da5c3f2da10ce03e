using Claims.Common.Native;
using Claims.Model;
using Claims.Model.Layers;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Tests.Architectures;

/// <summary>
/// A second architecture, as short as one can be: patches, positions, pre-norm blocks, the mean of all tokens normed and classified. No
/// class token.
/// </summary>
internal sealed class MeanPooled(MeanConfig config, IReadOnlyDictionary<string, Tensor> weights) : VideoModel
{
    public override ModelShape Shape => config.Shape;

    public override IReadOnlyDictionary<string, Tensor> NamedWeights => weights;

    public override ModelParts Parts => new()
    {
        Projection = Pair("embed"),
        Written = [weights["positions"]],
        Blocks = [.. Enumerable.Range(0, Layers).Select(BlockOf)],
        FinalNorm = Pair("norm"),
        Classifier = Pair("head"),
        Activation = Activation.Gelu,
    };

    protected internal override Tensor Like => weights["positions"];

    protected internal override Tensor Embed(Tensor clips)
    {
        using var scope = NewDisposeScope();
        var ((t, h, w), (frames, rows, columns)) = (Shape.Tokens.Grid, Shape.Clip.Tubelet);
        var patches = clips.to(Dtype).reshape([clips.shape[0], t, frames, Shape.Clip.Channels, h, rows, w, columns])
            .permute(0, 1, 4, 6, 3, 2, 5, 7).reshape([clips.shape[0], Tokens, -1]);
        return (F.linear(patches, weights["embed.weight"], weights["embed.bias"]) + weights["positions"]).MoveToOuterDisposeScope();
    }

    protected internal override Func<Tensor> Block(int layer, Func<Tensor> x, Tap tap)
    {
        var w = BlockOf(layer);
        var before = tap.At(Site.ResidPre(layer), x);
        var heads = Attention.Heads(() => Projected(w, before()), Heads);
        var z = Attention.Weighted(Site.Z(layer), heads, tap);
        var attention = tap.At(Site.AttnOut(layer), () => F.linear(Attention.Joined(z()), w.OutputWeight, w.OutputBias));
        var middle = tap.At(Site.ResidMid(layer), () => before() + attention());
        var mlp =
            tap.At(Site.MlpOut(layer), () =>
                F.linear(F.gelu(F.linear(Norm(middle(), w.NormAfter), w.UpWeight, w.UpBias)), w.DownWeight, w.DownBias));
        return tap.At(Site.ResidPost(layer), () => middle() + mlp());
    }

    public override Tensor FinalNorm(Tensor stream) => Norm(stream, Pair("norm"));

    public override Tensor Classify(Tensor normalised) => F.linear(normalised, weights["head.weight"], weights["head.bias"]);

    public override Tensor FinalNormParts(Tensor stream, Tensor parts)
    {
        var scale = ((stream - stream.mean([-1], keepdim: true)).pow(2).mean([-1], keepdim: true) + MeanConfig.Epsilon).rsqrt();
        return (parts - parts.mean([-1], keepdim: true)) * scale * weights["norm.weight"];
    }

    public override (Tensor Query, Tensor Key, Tensor Value) QueryKeyValue(int layer, Tensor stream) =>
        Attention.Heads(() => Projected(BlockOf(layer), stream), Heads)();

    public override Tensor HeadUpdates(int layer, Tensor z) =>
        Checked.MatMul(z, BlockOf(layer).OutputWeight.view([Shape.Width, Heads, -1]).permute(1, 2, 0));

    public override Tensor AttentionBias(int layer) => BlockOf(layer).OutputBias;

    protected override VideoModel WithWeights(Func<Tensor, Tensor> map) => Of(config, name => map(weights[name]));

    protected override VideoModel WithRandomWeights(long seed)
    {
        using var generator = new Generator((ulong)seed);
        return Of(config, name => (randn(weights[name].shape, generator: generator) * 0.2).to(Dtype));
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var weight in weights.Values)
            weight.Dispose();
    }

    public static MeanPooled Of(MeanConfig config, Func<string, Tensor> read)
    {
        using var scope = NewDisposeScope();
        return new(config, config.Tensors.ToDictionary(tensor => tensor.Name, tensor => read(tensor.Name).DetachFromDisposeScope()));
    }

    private BlockWeights BlockOf(int layer) => new()
    {
        NormBefore = Pair($"{layer}.norm1"),
        QueryKeyValueWeight = weights[$"{layer}.qkv.weight"],
        QueryKeyValueBias = weights[$"{layer}.qkv.bias"],
        OutputWeight = weights[$"{layer}.out.weight"],
        OutputBias = weights[$"{layer}.out.bias"],
        NormAfter = Pair($"{layer}.norm2"),
        UpWeight = weights[$"{layer}.up.weight"],
        UpBias = weights[$"{layer}.up.bias"],
        DownWeight = weights[$"{layer}.down.weight"],
        DownBias = weights[$"{layer}.down.bias"],
    };

    private Tensor Projected(BlockWeights w, Tensor stream) =>
        F.linear(Norm(stream, w.NormBefore), w.QueryKeyValueWeight, w.QueryKeyValueBias);

    private Tensor Norm(Tensor x, (Tensor Weight, Tensor Bias) norm) =>
        F.layer_norm(x, [Shape.Width], norm.Weight, norm.Bias, MeanConfig.Epsilon);

    private (Tensor Weight, Tensor Bias) Pair(string name) => (weights[name + ".weight"], weights[name + ".bias"]);
}
