using System.Globalization;
using Claims.Checkpoints;
using Claims.Common;
using Claims.Common.Native;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// A video transformer: a run is a pure function of weights, clip and patches, and a replay computes only what lies downstream of the
/// patches.
/// An architecture says how to embed, what a block is, and how to classify: <see cref="Embed"/>, <see cref="Block"/> and what is abstract
/// below.
/// Shapes: B clips, T frames, C channels, N tokens, D width, H heads.
/// </summary>
public abstract class VideoModel : IDisposable
{
    private Func<ClipOptions>? _clips;
    private int _batchTokens = 4096;

    /// <summary>Layers, heads, tokens, classes, and what it takes.</summary>
    public abstract ModelShape Shape { get; }

    /// <summary>Blocks.</summary>
    public int Layers => Shape.Layers;

    /// <summary>Attention heads per block.</summary>
    public int Heads => Shape.Heads;

    /// <summary>Tokens, special ones included.</summary>
    public int Tokens => Shape.Tokens.Count;

    /// <summary>Class names, in the order of the logits.</summary>
    public IReadOnlyList<string> Labels => Shape.Labels;

    /// <summary>Where the weights are.</summary>
    public Device Device => Like.device;

    /// <summary>The weights' type, in which everything is computed.</summary>
    public ScalarType Dtype => Like.dtype;

    /// <summary>The kinds of sites that a block of this architecture has.</summary>
    public virtual IReadOnlyList<SiteKind> SiteKinds { get; } = Enum.GetValues<SiteKind>();

    /// <summary>How clips are read for it: its checkpoint's preprocessing, where it was loaded from one.</summary>
    public ClipOptions Clips
    {
        get => _clips?.Invoke() ?? ClipOptions.For(Shape.Clip, new Preprocessor());
        init => _clips = () => value;
    }

    /// <summary>
    /// Reads a Hugging Face folder: config.json, whose "model_type" says which architecture it is, and weights, whatever form they have.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where to compute; null: the CPU.</param>
    /// <param name="dtype">In which type; null: float32, whatever the file holds.</param>
    /// <exception cref="CheckpointException">The folder is not a whole checkpoint of a known architecture; the message says which file and
    /// what.</exception>
    /// <exception cref="MissingException">There is no libtorch that loads here.</exception>
    /// <exception cref="ArgumentException">The type is not a floating-point one.</exception>
    public static VideoModel Load(string folder, Device? device = null, ScalarType? dtype = null) =>
        ModelFolder.Load(folder, device ?? CPU, dtype ?? ScalarType.Float32);

    /// <summary>
    /// What the checkpoint in a folder wants of a clip: by its <c>config.json</c> and its <c>preprocessor_config.json</c>.
    /// </summary>
    /// <exception cref="BadInputException">One of the two cannot be read.</exception>
    public static ClipOptions ClipsOf(string folder) => ClipOptions.For(Architecture.Config(folder).Shape.Clip, Preprocessor.Read(folder));

    /// <summary>Opens a clip as this model takes it: a video file, a folder of images, or <c>FILE.safetensors[#tensor]</c>.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="VideoException">It cannot be read, or has not the frames asked for.</exception>
    /// <exception cref="MissingException">The program that decodes it is not there.</exception>
    public Clip Open(string source, CancellationToken cancellation = default) => Clip.Open(source, Clips, cancellation);

    /// <summary>The class of a name.</summary>
    /// <exception cref="BadInputException">The model has none of that name.</exception>
    public int Class(string label) => ClassNamed(Labels, label, "Give its number.") is >= 0 and var index ? index
        : throw new BadInputException($"The model has no class \"{label}\".",
            remedy: $"It has {Labels.Count}: {Quoting.List(Labels)}.");

    /// <summary>The number of the class with this name; -1 where none has it.</summary>
    /// <param name="labels">The classes' names, by number.</param>
    /// <param name="name">The name.</param>
    /// <param name="remedy">What to tell who gave a name that several classes have.</param>
    /// <param name="of">Whose name it is.</param>
    /// <exception cref="BadInputException">Several classes have the name.</exception>
    public static int ClassNamed(IReadOnlyList<string> labels, string name, string remedy, string? of = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        string[] numbers = [.. labels.Index().Where(label => label.Item == name).Select(label => $"{label.Index}")];
        return numbers.Length < 2 ? int.Parse(numbers.FirstOrDefault("-1"), CultureInfo.InvariantCulture) : throw new BadInputException(
            $"the model has {numbers.Length} classes called \"{name}\" (numbers {string.Join(", ", numbers.Take(5))}"
                + $"{(numbers.Length > 5 ? ", ..." : "")}).", of, remedy, "config");
    }

    /// <summary>
    /// Replays go through the model side by side, as many as have about this many tokens together: enough to keep matrix products busy,
    /// few enough to keep their activations small.
    /// </summary>
    public int BatchTokens
    {
        get => _batchTokens;
        init => _batchTokens = value;
    }

    /// <summary>Runs clips through the model.</summary>
    /// <param name="clips">pixel_values [B, T, C, H, W], any float type, any device.</param>
    /// <param name="keep">The sites whose values the trace is to keep; null: only the logits.</param>
    /// <param name="patches">What to change on the way, in every clip.</param>
    /// <exception cref="BadInputException">The clips are not of the model's shape, or hold values that are no numbers.</exception>
    /// <exception cref="OverflowAtSiteException">Numbers on the way became too large for the type.</exception>
    /// <exception cref="ArgumentException">
    /// A patch names a place that the model does not have, or its value does not fit there, or a row to keep is none.
    /// </exception>
    public Trace Run(Tensor clips, Sites? keep = null, params Patch[] patches)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(patches);
        if (FiniteValues.Fault(clips) is { } fault)
            throw new BadInputException($"pixel_values hold {fault}.", remedy: "Make the clip again: no model can be run on it.");
        keep = (keep ?? Sites.None).For(this);
        Fits.Patches(this, patches);
        Fits.Rows(this, keep);
        return ForwardPass.Run(this, clips, keep, patches);
    }

    /// <summary>Runs a clip through the model.</summary>
    /// <inheritdoc cref="Run(Tensor, Sites?, Patch[])"/>
    public Trace Run(Clip clip, Sites? keep = null, params Patch[] patches)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return Run(clip.PixelValues, keep, patches);
    }

    /// <summary>
    /// The run that left <paramref name="known"/>, with patches: equal to <see cref="Run(Tensor, Sites?, Patch[])"/> with the same
    /// patches, but computed from the first patch on. The trace must keep the stream at or before that patch (Sites.Residual always
    /// serves).
    /// </summary>
    /// <param name="known">The unpatched run, of one clip; it must outlive the result.</param>
    /// <param name="keep">The sites whose values the result is to keep.</param>
    /// <param name="patches">What to change.</param>
    /// <exception cref="ArgumentException">
    /// As in <see cref="Run(Tensor, Sites?, Patch[])"/>, or the trace lacks the stream to start from, is of several clips or of another
    /// model.
    /// </exception>
    public Trace Replay(Trace known, Sites keep, params Patch[] patches) => ReplayEach(known, [patches], keep).Single().Result;

    /// <summary>The same, of which the logits are kept.</summary>
    /// <inheritdoc cref="Replay(Trace, Sites, Patch[])"/>
    public Trace Replay(Trace known, params Patch[] patches) => Replay(known, Sites.None, patches);

    /// <summary>
    /// Many replays of one run, side by side. Results come as they are done, in the order of their first patches; dispose each.
    /// </summary>
    /// <param name="known">The unpatched run, of one clip; it must outlive the results.</param>
    /// <param name="runs">The patches of each replay.</param>
    /// <param name="keep">The sites whose values the results are to keep; null: only the logits.</param>
    /// <exception cref="ArgumentException">As in <see cref="Replay(Trace, Sites, Patch[])"/>, or the trace is of several clips or of
    /// another model.</exception>
    public IEnumerable<(int Run, Trace Result)> ReplayEach(Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites? keep = null)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(runs);
        keep = (keep ?? Sites.None).For(this);
        Fits.Trace(this, known, 1);
        foreach (var run in runs)
            Fits.Patches(this, run);
        Fits.Rows(this, keep);
        return ForwardPass.Replay(this, known, runs, keep);
    }

    /// <summary>
    /// What the classifier reads of all tokens: [..., N, any] to [..., any]. The token of <see cref="TokenLayout.Readout"/>, else their
    /// mean.
    /// </summary>
    public virtual Tensor Pool(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Shape.Tokens.Readout is { } token ? tokens.select(-2, token) : tokens.mean([-2]);
    }

    /// <summary>The norm before the classifier, of vectors of the stream: [..., D] to [..., D].</summary>
    public abstract Tensor FinalNorm(Tensor stream);

    /// <summary>What the classifier makes of (normalised) vectors: [..., D] to [..., classes].</summary>
    public abstract Tensor Classify(Tensor normalised);

    /// <summary>
    /// What each part of a stream adds to the stream's final norm, the norm held at the stream's own scale (and so linear, without its
    /// bias):
    /// over parts that add up to the stream, the results and <c>FinalNorm(0)</c> add up to <c>FinalNorm(stream)</c>.
    /// </summary>
    /// <param name="stream">[..., D].</param>
    /// <param name="parts">[..., D], of shapes that broadcast with the stream's.</param>
    public abstract Tensor FinalNormParts(Tensor stream, Tensor parts);

    /// <summary>
    /// The queries, keys and values that a block's attention makes of the stream before the block: [B, N, D] to [B, H, N, D/H] each.
    /// </summary>
    public abstract (Tensor Query, Tensor Key, Tensor Value) QueryKeyValue(int layer, Tensor stream);

    /// <summary>
    /// What each head's weighted values add to the attention update: z [..., H, N, D/H] to [..., H, N, D]. Over heads, with
    /// <see cref="AttentionBias"/>, the update.
    /// </summary>
    public abstract Tensor HeadUpdates(int layer, Tensor z);

    /// <summary>What is in a block's attention update whatever the heads say: [D]. The model's own tensor.</summary>
    public abstract Tensor AttentionBias(int layer);

    /// <summary>Every weight, by the names of the original's checkpoint. The model's own tensors, or views of them.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> NamedWeights { get; }

    /// <summary>The weights by what they do; null where the architecture is no stack of pre-norm blocks.</summary>
    public virtual ModelParts? Parts => null;

    /// <summary>A model like this one with other weights.</summary>
    /// <param name="map">Gives, for each weight as the model holds it, a new tensor of the same shape, all of one type and device; the
    /// model owns it.</param>
    public VideoModel Map(Func<Tensor, Tensor> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Follow(WithWeights(map));
    }

    /// <summary>A model like this one that has learned nothing.</summary>
    /// <param name="seed">Of its weights, which are the same bits on every machine.</param>
    /// <exception cref="NotApplicableException">There is no rule for such a model's random weights.</exception>
    public VideoModel Untrained(long seed) => Follow(WithRandomWeights(seed));

    /// <summary>A model like this one in another floating-point type.</summary>
    public VideoModel To(ScalarType dtype) => Map(weight => weight.to(dtype, copy: true));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the weights.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>The same architecture with other weights: see <see cref="Map"/>.</summary>
    protected abstract VideoModel WithWeights(Func<Tensor, Tensor> map);

    /// <summary>The same architecture with random weights: see <see cref="Untrained"/>.</summary>
    /// <param name="seed">From which everything follows.</param>
    protected virtual VideoModel WithRandomWeights(long seed) =>
        throw new NotApplicableException($"there is no rule for the random weights of a {Shape.Architecture} model.");

    /// <summary>Clips to tokens: [B, T, C, H, W] to [B, N, D].</summary>
    protected internal abstract Tensor Embed(Tensor clips);

    /// <summary>One block. <paramref name="x"/> and the result are the stream, [B, N, D]; every site is shown to the tap.</summary>
    protected internal abstract Func<Tensor> Block(int layer, Func<Tensor> x, Tap tap);

    /// <summary>
    /// What the last block makes of the token that the classifier reads: the stream [B, N, D] to [B, 1, D]; null where that is not known
    /// to be less work than the block.
    /// </summary>
    protected internal virtual Tensor? LastReadout(Tensor stream) => null;

    /// <summary>The shape of one example's value at a site, with 1 for the batch.</summary>
    protected internal virtual long[] ShapeAt(Site site) => site.Kind switch
    {
        SiteKind.Z => [1, Heads, Tokens, Shape.Width / Heads],
        SiteKind.Pattern => [1, Heads, Tokens, Tokens],
        _ => [1, Tokens, Shape.Width],
    };

    /// <summary>Any weight of the model: its device and type.</summary>
    protected internal abstract Tensor Like { get; }

    /// <summary>Says where the model came from.</summary>
    internal VideoModel From(string folder)
    {
        var options = new Lazy<ClipOptions>(() => ClipsOf(folder));
        _clips = () => options.Value;
        return this;
    }

    private VideoModel Follow(VideoModel made)
    {
        (made._clips, made._batchTokens) = (_clips, _batchTokens);
        return made;
    }
}
