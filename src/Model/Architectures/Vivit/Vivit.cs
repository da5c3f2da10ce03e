using Claims.Common;
using Claims.Common.Native;
using Claims.Model.Layers;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Model.Architectures.Vivit;

/// <summary>
/// ViViT, model 1 ("spatio-temporal attention"): tubelets to tokens, pre-norm blocks, the class read off CLS.
/// Computes what transformers' VivitForVideoClassification computes in evaluation mode.
/// Shapes: B clips, T frames, C channels, N tokens (CLS first, then tubelets by time, row, column), D width, H heads, M the MLP's width.
/// </summary>
public sealed class Vivit : VideoModel
{
    private readonly VivitWeights _weights;

    /// <summary>A model from weights, which it owns from now on.</summary>
    /// <exception cref="ArgumentException">The weights are not of the architecture; the message names the tensor.</exception>
    public Vivit(VivitConfig config, VivitWeights weights)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(weights);
        weights.MustFit(config);
        (Config, _weights, Shape) = (config, weights, config.Shape);
    }

    /// <summary>The architecture.</summary>
    public VivitConfig Config { get; }

    /// <summary>Its tensors, to look at: the model owns them.</summary>
    public VivitWeights Weights => _weights;

    /// <inheritdoc/>
    public override ModelShape Shape { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> NamedWeights => _weights.Named();

    /// <inheritdoc/>
    public override ModelParts Parts => new()
    {
        Projection = (_weights.PatchWeight, _weights.PatchBias),
        Written = [_weights.Cls, _weights.Positions],
        Blocks = _weights.Blocks,
        FinalNorm = _weights.FinalNorm,
        Classifier = (_weights.ClassWeight, _weights.ClassBias),
        Activation = Config.Activation,
    };

    /// <inheritdoc/>
    protected internal override Tensor Like => _weights.Cls;

    /// <inheritdoc/>
    protected override VideoModel WithWeights(Func<Tensor, Tensor> map) => new Vivit(Config, _weights.Map(map));

    /// <inheritdoc/>
    protected override VideoModel WithRandomWeights(long seed)
    {
        using var drawn = RandomWeights.Of(Config, unchecked((uint)(seed ^ (seed >> 32))));
        return new Vivit(Config, drawn.Map(weight => weight.to(Dtype).to(Device)));
    }

    /// <summary>Reads a Hugging Face folder of a ViViT: <see cref="VideoModel.Load"/>.</summary>
    /// <inheritdoc cref="VideoModel.Load"/>
    public static new Vivit Load(string folder, Device? device = null, ScalarType? dtype = null) =>
        (Vivit)VideoModel.Load(folder, device, dtype);

    /// <inheritdoc/>
    protected internal override Tensor Embed(Tensor clips)
    {
        MustBeClips(clips);
        using var scope = NewDisposeScope();
        var (t, h, w) = Config.Grid;
        var (frames, rows, columns) = Config.TubeletSize;
        var b = clips.shape[0];
        // A convolution whose stride is its kernel is a matrix product over cut-out tubelets: [B, t·h·w, C·frames·rows·columns].
        // What a last, incomplete tubelet would cover is left out, as the convolution leaves it.
        var tubelets =
            clips.narrow(1, 0, (long)t * frames).narrow(3, 0, (long)h * rows).narrow(4, 0, (long)w * columns).to(Device).to(Dtype)
            .reshape([b, t, frames, Config.Channels, h, rows, w, columns])
            .permute(0, 1, 4, 6, 3, 2, 5, 7)
            .reshape([b, (long)t * h * w, -1]);
        var patches = F.linear(tubelets, _weights.PatchWeight, _weights.PatchBias);
        var tokens = cat([_weights.Cls.expand([b, 1, Config.HiddenSize]), patches], 1);
        return tokens.AddInPlace(_weights.Positions).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected internal override Func<Tensor> Block(int layer, Func<Tensor> x, Tap tap)
    {
        var w = _weights.Blocks[layer];
        var before = tap.At(Site.ResidPre(layer), x);
        var heads = Attention.Heads(() => Projected(layer, before()), Heads);
        var z = Attention.Weighted(Site.Z(layer), heads, tap);
        var attention = tap.At(Site.AttnOut(layer), () => F.linear(Attention.Joined(z()), w.OutputWeight, w.OutputBias));
        var middle = tap.At(Site.ResidMid(layer), () => before().Plus(attention()));
        var mlp = tap.At(Site.MlpOut(layer), () => Mlp(Norm(middle(), w.NormAfter), w));
        return tap.At(Site.ResidPost(layer), () => middle().Plus(mlp()));
    }

    /// <summary>Keys and values of every token, all else of CLS alone.</summary>
    protected internal override Tensor LastReadout(Tensor stream)
    {
        using var scope = NewDisposeScope();
        var (w, d) = (_weights.Blocks[^1], (long)Config.HiddenSize);
        var normalised = Norm(stream, w.NormBefore);
        var query = Attention.Split(Some(normalised.narrow(1, 0, 1), 0, d), 1, Heads).select(0, 0);
        var others = Attention.Split(Some(normalised, d, 2 * d), 2, Heads);
        var z = F.scaled_dot_product_attention(query, others.select(0, 0), others.select(0, 1));
        var middle = stream.narrow(1, 0, 1).Plus(F.linear(Attention.Joined(z), w.OutputWeight, w.OutputBias));
        return middle.Plus(Mlp(Norm(middle, w.NormAfter), w)).MoveToOuterDisposeScope();

        Tensor Some(Tensor x, long row, long count) =>
            F.linear(x, w.QueryKeyValueWeight.narrow(0, row, count), w.QueryKeyValueBias?.narrow(0, row, count));
    }

    /// <inheritdoc/>
    public override Tensor FinalNorm(Tensor stream) => Norm(Vectors(stream, nameof(stream)), _weights.FinalNorm);

    /// <inheritdoc/>
    public override Tensor Classify(Tensor normalised) =>
        F.linear(Vectors(normalised, nameof(normalised)), _weights.ClassWeight, _weights.ClassBias);

    /// <inheritdoc/>
    public override Tensor FinalNormParts(Tensor stream, Tensor parts)
    {
        var (whole, added) = (Vectors(stream, nameof(stream)).shape, Vectors(parts, nameof(parts)).shape);
        if (Checked.Broadcast(whole, added) is null)
            throw new ArgumentException($"Parts {TensorText.Shape(added)} do not broadcast with {TensorText.Shape(whole)}.", nameof(parts));
        using var scope = NewDisposeScope();
        var centred = stream - stream.mean([-1], keepdim: true);
        var scale = (centred * centred).mean([-1], keepdim: true).Plus(Config.LayerNormEps).rsqrt();
        return ((parts - parts.mean([-1], keepdim: true)) * scale * _weights.FinalNorm.Weight).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override (Tensor Query, Tensor Key, Tensor Value) QueryKeyValue(int layer, Tensor stream)
    {
        MustBeLayer(layer);
        if (Vectors(stream, nameof(stream)).dim() != 3 || stream.shape[0] == 0 || stream.shape[1] != Tokens)
            throw new ArgumentException($"A stream is [B, {Tokens}, {Config.HiddenSize}], not {TensorText.Shape(stream.shape)}.",
                nameof(stream));
        return Attention.Heads(() => Projected(layer, stream), Heads)();
    }

    /// <inheritdoc/>
    public override Tensor HeadUpdates(int layer, Tensor z)
    {
        ArgumentNullException.ThrowIfNull(z);
        MustBeLayer(layer);
        if (z.dim() < 3 || z.shape[^3] != Heads || z.shape[^1] != Config.HeadSize || z.dtype != Dtype)
        {
            throw new ArgumentException(
                $"Weighted values are {Dtype} [..., {Heads}, tokens, {Config.HeadSize}]; these are {TensorText.Of(z)}.", nameof(z));
        }
        using var scope = NewDisposeScope();
        // The output projection's columns, a head's d at a time: [H, d, D].
        var perHead = _weights.Blocks[layer].OutputWeight.view([Config.HiddenSize, Heads, Config.HeadSize]).permute(1, 2, 0);
        return Checked.MatMul(z, perHead).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor AttentionBias(int layer)
    {
        MustBeLayer(layer);
        return _weights.Blocks[layer].OutputBias;
    }

    // [B, N, D] to [B, N, 3·D].
    private Tensor Projected(int layer, Tensor stream)
    {
        var w = _weights.Blocks[layer];
        return F.linear(Norm(stream, w.NormBefore), w.QueryKeyValueWeight, w.QueryKeyValueBias);
    }

    private Tensor Norm(Tensor x, (Tensor Weight, Tensor Bias) norm) =>
        F.layer_norm(x, [Config.HiddenSize], norm.Weight, norm.Bias, Config.LayerNormEps);

    // [B, N, D] to [B, N, M] to [B, N, D]. Parts of equal size: the wide middle stays near the cache, and small in memory.
    private Tensor Mlp(Tensor x, BlockWeights w)
    {
        const long MostRows = 1024;
        var flat = x.reshape([-1, Config.HiddenSize]);
        if (flat.shape[0] <= MostRows || flat.requires_grad)
            return F.linear(Config.Activation.Apply(F.linear(x, w.UpWeight, w.UpBias)), w.DownWeight, w.DownBias);
        using var scope = NewDisposeScope();
        var parts = (flat.shape[0] + MostRows - 1) / MostRows;
        var rows = (flat.shape[0] + parts - 1) / parts;
        var (result, middle) = (empty_like(flat), empty([rows, Config.MlpSize], flat.dtype, flat.device));
        for (long row = 0; row < flat.shape[0]; row += rows)
        {
            using var part = NewDisposeScope();
            var count = Math.Min(rows, flat.shape[0] - row);
            var hidden = middle.narrow(0, 0, count);
            Linear(hidden, flat.narrow(0, row, count), w.UpWeight, w.UpBias);
            Linear(result.narrow(0, row, count), Config.Activation.Apply(hidden), w.DownWeight, w.DownBias);
        }
        return result.view(x.shape).MoveToOuterDisposeScope();

        // F.linear, to the last bit, into memory that is there: fresh pages cost more than the activation.
        static void Linear(Tensor into, Tensor from, Tensor weight, Tensor bias) => into.copy_(bias).addmm_(from, weight.t());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _weights.Dispose();
    }

    // What comes from outside: [..., D].
    private Tensor Vectors(Tensor x, string name)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        return x.dim() > 0 && x.shape[^1] == Config.HiddenSize && x.dtype == Dtype ? x : throw new ArgumentException(
            $"Vectors of the stream are {Dtype} [..., {Config.HiddenSize}]; these are {TensorText.Of(x)}.", name);
    }

    private void MustBeLayer(int layer)
    {
        if (layer < 0 || layer >= Layers)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The model has layers 0 to {Layers - 1}.");
    }

    private void MustBeClips(Tensor clips)
    {
        long[] expected = [Config.Frames, Config.Channels, Config.ImageSize, Config.ImageSize];
        if (clips.dim() != 5 || !clips.shape.AsSpan(1).SequenceEqual(expected) || clips.shape[0] == 0)
            throw new BadInputException($"pixel_values are [{string.Join(", ", clips.shape)}]; this model takes [clips, "
                + $"{string.Join(", ", expected)}] (frames, channels, rows, columns).");
        if (!clips.is_floating_point())
            throw new BadInputException($"pixel_values are {clips.dtype}; the model takes floating point values as its image processor "
                + "makes them.");
    }
}
