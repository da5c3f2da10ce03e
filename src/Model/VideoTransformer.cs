using Claims.Common;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// What every video transformer has: a run is a pure function of weights, clip and patches, and a replay computes only what lies
/// downstream of the patches. An architecture says how to embed, what a block is, and how to classify.
/// </summary>
public abstract class VideoTransformer : IDisposable
{
    /// <summary>Blocks.</summary>
    public abstract int Layers { get; }

    /// <summary>Attention heads a block.</summary>
    public abstract int Heads { get; }

    /// <summary>Tokens, CLS included.</summary>
    public abstract int Tokens { get; }

    /// <summary>Class names, in the order of the logits.</summary>
    public abstract IReadOnlyList<string> Labels { get; }

    /// <summary>Where the weights are.</summary>
    public abstract Device Device { get; }

    /// <summary>The weights' type, in which everything is computed.</summary>
    public abstract ScalarType Dtype { get; }

    /// <summary>
    /// Replays go through the model side by side, as many as have about this many tokens together: enough to keep matrix products busy,
    /// few enough to keep their activations small.
    /// </summary>
    public int BatchTokens { get; init; } = 4096;

    /// <summary>Runs clips through the model.</summary>
    /// <param name="clips">pixel_values [B, T, C, H, W], any float type, any device.</param>
    /// <param name="keep">The sites whose values the trace is to keep; null: only the logits.</param>
    /// <param name="patches">What to change on the way, in every clip.</param>
    /// <exception cref="BadInputException">The clips are not of the model's shape.</exception>
    /// <exception cref="ArgumentException">
    /// A patch names a place that the model does not have, or its value does not fit there, or a row to keep is none.
    /// </exception>
    public Trace Run(Tensor clips, Sites? keep = null, params Patch[] patches)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(patches);
        keep ??= Sites.None;
        Fits.Patches(this, patches);
        Fits.Rows(this, keep);
        var count = clips.dim() == 0 ? 0 : (int)clips.shape[0];
        if (count == 0)
            return Together(clips, [], keep, patches);
        var parts = new List<Trace>();
        try
        {
            foreach (var (_, part) in Batches.Run([.. Enumerable.Range(0, count)], count, some => Together(clips, some, keep, patches), $"one clip on {Device}"))
                parts.Add(part);
            return Trace.Joined(parts, patches);
        }
        catch
        {
            parts.ForEach(part => part.Dispose());
            throw;
        }
    }

    // Some of the clips, neighbours, side by side.
    private Trace Together(Tensor clips, int[] some, Sites keep, Patch[] patches)
    {
        using var scope = NewDisposeScope();
        var tap = NewTap([.. some.Select(_ => patches)], null, keep);
        try
        {
            var x = Embed(some.Length == 0 ? clips : clips.narrow(0, some[0], some.Length));
            for (var layer = 0; layer < Layers; layer++)
            {
                var before = x;
                x = RunNext(layer, before, tap);
                before.Dispose();
            }
            return new Trace(Logits(x).DetachFromDisposeScope(), tap.Kept, keep.Rows, patches: patches);
        }
        catch
        {
            tap.Dispose(); // what was kept so far is of no scope
            throw;
        }
    }

    /// <summary>
    /// The run that left <paramref name="known"/>, with patches: equal to <see cref="Run"/> with the same patches, but computed from the
    /// first patch on. The trace must keep the stream at or before that patch (Sites.Residual always serves).
    /// </summary>
    /// <param name="known">The unpatched run, of one clip; it must outlive the result.</param>
    /// <param name="keep">The sites whose values the result is to keep; null: only the logits.</param>
    /// <param name="patches">What to change.</param>
    /// <exception cref="ArgumentException">
    /// As in <see cref="Run"/>, or the trace lacks the stream to start from, is of several clips or of another model.
    /// </exception>
    public Trace Replay(Trace known, Sites? keep, params Patch[] patches) => ReplayEach(known, [patches], keep).Single().Result;

    /// <summary>Many replays of one run, side by side. Results come as they are done, in the order of their first patches; dispose each.</summary>
    /// <param name="known">The unpatched run, of one clip; it must outlive the results.</param>
    /// <param name="runs">The patches of each replay.</param>
    /// <param name="keep">The sites whose values the results are to keep; null: only the logits.</param>
    /// <exception cref="ArgumentException">As in <see cref="Replay"/>, or the trace is of several clips or of another model.</exception>
    public IEnumerable<(int Run, Trace Result)> ReplayEach(Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites? keep = null)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(runs);
        keep ??= Sites.None;
        Fits.Trace(this, known, 1);
        foreach (var run in runs)
            Fits.Patches(this, run);
        Fits.Rows(this, keep);
        return Replays.InOrder(this, known, runs, keep);
    }

    /// <summary>The final layer norm of every token of a stream: [..., D] to [..., D].</summary>
    public abstract Tensor FinalNorm(Tensor stream);

    /// <summary>What the classifier makes of (normalised) vectors: [..., D] to [..., classes].</summary>
    public abstract Tensor Classify(Tensor normalised);

    /// <summary>
    /// What each part of a stream adds to the stream's final norm, the norm held at the stream's own scale (and so linear, without its bias):
    /// over parts that add up to the stream, the results and <c>FinalNorm(0)</c> add up to <c>FinalNorm(stream)</c>.
    /// </summary>
    /// <param name="stream">[..., D].</param>
    /// <param name="parts">[..., D], of shapes that broadcast with the stream's.</param>
    public abstract Tensor FinalNormParts(Tensor stream, Tensor parts);

    /// <summary>The queries, keys and values that a block's attention makes of the stream before the block: [B, N, D] to [B, H, N, D/H] each.</summary>
    public abstract (Tensor Query, Tensor Key, Tensor Value) QueryKeyValue(int layer, Tensor stream);

    /// <summary>What each head's weighted values add to the attention update: z [..., H, N, D/H] to [..., H, N, D]. Over heads, with <see cref="AttentionBias"/>, the update.</summary>
    public abstract Tensor HeadUpdates(int layer, Tensor z);

    /// <summary>What is in a block's attention update whatever the heads say: [D]. The model's own tensor.</summary>
    public abstract Tensor AttentionBias(int layer);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the weights.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Clips to tokens: [B, T, C, H, W] to [B, N, D].</summary>
    internal abstract Tensor Embed(Tensor clips);

    /// <summary>One block. <paramref name="x"/> and the result are the stream, [B, N, D]; every site is shown to the tap.</summary>
    internal abstract Func<Tensor> Block(int layer, Func<Tensor> x, Tap tap);

    /// <summary>What the last block makes of CLS: the stream [B, N, D] to [B, 1, D]; null where that is not known to be less work than the block.</summary>
    internal virtual Tensor? LastCls(Tensor stream) => null;

    /// <summary>The shape of one example's value at a site, with 1 for the batch.</summary>
    internal abstract long[] ShapeAt(Site site);

    /// <summary>Any tensor of the model: its device and type.</summary>
    internal abstract Tensor Like { get; }

    /// <summary>The class logits of the last stream [B, N, D]: only CLS is read.</summary>
    internal Tensor Logits(Tensor stream) => Classify(FinalNorm(stream.select(1, 0)));

    /// <summary>
    /// The next block of a run, [B, N, D]; of the last one only CLS, [B, 1, D], where nobody wants more: the classifier reads no other token.
    /// </summary>
    internal Tensor RunNext(int layer, Tensor stream, Tap tap) =>
        (layer == Layers - 1 && !tap.Wants(layer) ? LastCls(stream) : null) ?? RunBlock(layer, () => stream, tap);

    /// <summary>A block at work: its temporaries are freed, what is kept is not.</summary>
    internal Tensor RunBlock(int layer, Func<Tensor> x, Tap tap)
    {
        using var scope = NewDisposeScope();
        try
        {
            var after = Block(layer, x, tap);
            var stream = after();
            tap.Finish();
            return stream.MoveToOuterDisposeScope();
        }
        catch
        {
            tap.Dispose();
            throw;
        }
    }

    internal Tap NewTap(IReadOnlyList<IReadOnlyList<Patch>> runs, Trace? known, Sites keep) => new(runs, known, keep, ShapeAt, Like);
}
