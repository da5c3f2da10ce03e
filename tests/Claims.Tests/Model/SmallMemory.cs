using System.Runtime.InteropServices;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>Another model on a device whose memory holds so many clips at once and no more.</summary>
internal sealed class SmallMemory(VideoModel model, int most) : VideoModel
{
    public string Says { get; init; } = "CUDA out of memory. Tried to allocate 2.00 GiB.\nException raised from malloc";

    public int Failed { get; private set; }

    /// <summary>The sizes of the batches that went through.</summary>
    public HashSet<int> Fitted { get; } = [];

    public override ModelShape Shape => model.Shape;

    public override IReadOnlyDictionary<string, Tensor> NamedWeights => model.NamedWeights;

    protected internal override Tensor Like => model.Like;

    public override Tensor FinalNorm(Tensor stream) => model.FinalNorm(stream);

    public override Tensor Classify(Tensor normalised)
    {
        Fitted.Add((int)normalised.shape[0]);
        return model.Classify(normalised);
    }

    public override Tensor FinalNormParts(Tensor stream, Tensor parts) => model.FinalNormParts(stream, parts);

    public override (Tensor Query, Tensor Key, Tensor Value) QueryKeyValue(int layer, Tensor stream) => model.QueryKeyValue(layer, stream);

    public override Tensor HeadUpdates(int layer, Tensor z) => model.HeadUpdates(layer, z);

    public override Tensor AttentionBias(int layer) => model.AttentionBias(layer);

    protected internal override Tensor Embed(Tensor clips) => model.Embed(clips);

    // In the middle of the model, when values were kept already.
    protected internal override Func<Tensor> Block(int layer, Func<Tensor> x, Tap tap)
    {
        var after = model.Block(layer, x, tap);
        return () => after() is var stream && (stream.shape[0] <= most || layer < Layers - 1) ? stream : throw Fail();
    }

    protected override VideoModel WithWeights(Func<Tensor, Tensor> map) => model.Map(map);

    protected override void Dispose(bool disposing)
    {
    }

    private LibtorchException Fail()
    {
        Failed++;
        return new LibtorchException(Says);
    }
}

/// <summary>What reaches .NET of an error in libtorch.</summary>
internal sealed class LibtorchException(string message) : ExternalException(message);
