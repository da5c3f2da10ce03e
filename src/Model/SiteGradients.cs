using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>Gradients with respect to what the sites of a run hold. The weights need none.</summary>
public static class SiteGradients
{
    /// <summary>
    /// From a gradient at the end of the last block back through the run, block by block, each run again from the stream it began with: one
    /// block's graph is in memory at a time, not all of them.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="known">The run, of one clip, which must keep the stream before every block (Sites.ResidPre).</param>
    /// <param name="atEnd">The gradient with respect to the stream after the last block, [1, N, D], of the model's type.</param>
    /// <returns>
    /// Last block first: the gradients with respect to its MLP update and its attention update, [1, N, D], and its heads' weighted values
    /// (z), [1, H, N, D/H]. Good until the next is asked for.
    /// </returns>
    public static IEnumerable<(int Layer, Tensor MlpOut, Tensor AttnOut, Tensor Z)> BackThrough(VideoTransformer model, Trace known, Tensor atEnd)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(atEnd);
        var above = atEnd;
        for (var layer = model.Layers - 1; layer >= 0; layer--)
        {
            var found = BackThrough(model, layer, known[Site.ResidPre(layer)], above);
            if (layer < model.Layers - 1)
                above.Dispose();
            above = found[0];
            yield return (layer, found[1], found[2], found[3]);
            foreach (var gradient in found.Skip(1))
                gradient.Dispose();
        }
        above.Dispose();
    }

    // Gradients with respect to the stream before the block and to what is added at its MLP update, attention update and z.
    private static Tensor[] BackThrough(VideoTransformer model, int layer, Tensor stream, Tensor above)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        var start = stream.detach().clone().requires_grad_();
        Site[] sites = [Site.MlpOut(layer), Site.AttnOut(layer), Site.Z(layer)];
        Tensor[] added = [.. sites.Select(site => zeros(model.ShapeAt(site), dtype: stream.dtype, device: stream.device).requires_grad_())];
        Patch[] patches = [.. sites.Zip(added, (site, zero) => Patch.Add(site, zero))];
        var end = model.RunBlock(layer, () => start, model.NewTap([patches], null, Sites.None));
        return [.. autograd.grad([end], [start, .. added], [above]).Select(gradient => gradient.MoveToOuterDisposeScope())];
    }
}
