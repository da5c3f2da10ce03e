using Claims.Common;
using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// Gradients with respect to the input, or to what a run's sites hold. The weights need none. Back through the model by half blocks
/// (attention, MLP), each run again from the stream it began with: one half's graph is in memory at a time, not all of them.
/// </summary>
public static class Gradients
{
    /// <summary>What <see cref="OfClass"/> reads of a run.</summary>
    public static Sites Needs => Sites.Residual;

    /// <summary>The gradient of each clip's logit of one class with respect to its pixel values.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">pixel_values [B, T, C, H, W].</param>
    /// <param name="label">The class, from 0.</param>
    /// <param name="known">A run of these clips that kept <see cref="Needs"/>, where there is one: they are not run again.</param>
    /// <returns>[B, T, C, H, W], of the model's type and on its device; and the logits, [B, classes].</returns>
    /// <exception cref="BadInputException">The clips are not of the model's shape.</exception>
    /// <exception cref="ArgumentException">There is no such class, or the run is of other clips or of another model.</exception>
    public static (Tensor Gradient, Tensor Logits) OfClass(VideoModel model, Tensor clips, int label, Trace? known = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, model.Labels.Count);
        if (known is not null)
            Fits.Trace(model, known, clips.dim() == 0 ? 0 : clips.shape[0]);
        using var scope = NewDisposeScope();
        using var own = known is null ? model.Run(clips, Needs) : null;
        known ??= own!;
        // Clips do not see each other, so the gradient of the sum is each one's own.
        var last = In(model, known, Site.ResidPost(model.Layers - 1));
        var gradient = Through(last, [], null, (stream, _) => ForwardPass.Logits(model, stream).select(1, label).sum())[0];
        for (var layer = model.Layers - 1; layer >= 0; layer--)
        {
            using var above = gradient;
            gradient = ThroughBlock(model, known, layer, [], above)[0];
        }
        var pixels = Through(clips.to(model.Device).to(model.Dtype), [], gradient, (x, _) => model.Embed(x))[0];
        return (pixels.MoveToOuterDisposeScope(), known.Logits.clone().MoveToOuterDisposeScope());
    }

    /// <summary>From a gradient at the end of the last block back to every block's updates and heads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="known">The run, of one clip, which must keep the stream before every block (Sites.ResidPre); half of it is run again
    /// where the one in the middle is missing.</param>
    /// <param name="atEnd">The gradient with respect to the stream after the last block, [1, N, D], of the model's type.</param>
    /// <returns>
    /// Last block first: the gradients with respect to its MLP update and its attention update, [1, N, D], and its heads' weighted values
    /// (z), [1, H, N, D/H]. Good until the next is asked for.
    /// </returns>
    /// <exception cref="ArgumentException">The run is of several clips or another model, or the gradient is not as the stream.</exception>
    public static IEnumerable<(int Layer, Tensor MlpOut, Tensor AttnOut, Tensor Z)> OfSites(VideoModel model, Trace known, Tensor atEnd)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(atEnd);
        Fits.Trace(model, known, 1);
        var stream = model.ShapeAt(Site.ResidPost(model.Layers - 1));
        if (atEnd.dtype != model.Dtype || !atEnd.shape.SequenceEqual(stream))
            throw new ArgumentException($"The gradient is {TensorText.Of(atEnd)}, the end {model.Dtype} {TensorText.Shape(stream)}.",
                nameof(atEnd));
        return BlockByBlock(model, known, atEnd);
    }

    private static IEnumerable<(int Layer, Tensor MlpOut, Tensor AttnOut, Tensor Z)> BlockByBlock(
        VideoModel model, Trace known, Tensor atEnd)
    {
        var above = atEnd;
        for (var layer = model.Layers - 1; layer >= 0; layer--)
        {
            var found = ThroughBlock(model, known, layer, [Site.MlpOut(layer), Site.AttnOut(layer), Site.Z(layer)], above);
            if (layer < model.Layers - 1)
                above.Dispose();
            above = found[0];
            yield return (layer, found[1], found[2], found[3]);
            foreach (var gradient in found.Skip(1))
                gradient.Dispose();
        }
        above.Dispose();
    }

    // With respect to the stream before the block, and to what is added at the sites (MlpOut first, if any).
    private static Tensor[] ThroughBlock(VideoModel model, Trace known, int layer, Site[] sites, Tensor above)
    {
        using var scope = NewDisposeScope();
        var (before, at) = (In(model, known, Site.ResidPre(layer)), Site.ResidMid(layer));
        var middle = known.FindIn(model, at) ?? ToMiddle(model, layer, before, [], []);
        Site[] behind = [.. sites.Where(site => site > at)], ahead = [.. sites.Where(site => site < at)];
        var mlp = Through(middle, Zeros(behind), above, (start, added) =>
            ForwardPass.Block(model, layer, () =>
                before, new Tap(model, [Added(behind, added)], new Trace(known.Logits, new() { [at] = start }, null), Sites.None)));
        var attention = Through(before, Zeros(ahead), mlp[0], (start, added) => ToMiddle(model, layer, start, ahead, added));
        Tensor[] found = [attention[0], .. mlp[1..], .. attention[1..]];
        return [.. found.Select(gradient => gradient.MoveToOuterDisposeScope())];

        Tensor[] Zeros(Site[] of) => [.. of.Select(site => zeros(model.ShapeAt(site), dtype: before.dtype, device: before.device))];
    }

    // Of a run of the model; where it did not keep the site, the trace's own error.
    private static Tensor In(VideoModel model, Trace known, Site site) => known.FindIn(model, site) ?? known[site];

    // The stream in the middle of a block: what is asked for is computed, and no more.
    private static Tensor ToMiddle(VideoModel model, int layer, Tensor before, Site[] sites, Tensor[] added)
    {
        using var scope = NewDisposeScope();
        var at = Site.ResidMid(layer);
        var tap = new Tap(model, [Added(sites, added)], null, Sites.Of(at));
        _ = model.Block(layer, () => before, tap);
        tap.Finish();
        using var kept = tap.Kept[at];
        return kept.alias().MoveToOuterDisposeScope();
    }

    private static Patch[] Added(Site[] sites, Tensor[] values) => [.. sites.Zip(values, (site, value) => Patch.Add(site, value))];

    // The gradients at x and at more of f(x, more), against the gradient at f(x, more); null: f is one number.
    private static Tensor[] Through(Tensor x, Tensor[] more, Tensor? above, Func<Tensor, Tensor[], Tensor> f)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        Tensor[] starts = [.. more.Prepend(x).Select(start => start.detach().clone().requires_grad_())];
        var end = f(starts[0], starts[1..]);
        return [.. Checked.Gradients(end, starts, above).Select(gradient => gradient.MoveToOuterDisposeScope())];
    }
}
