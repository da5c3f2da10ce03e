using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>Gradients with respect to the input. The weights need none.</summary>
public static class Gradients
{
    /// <summary>
    /// The gradient of each clip's logit of one class with respect to its pixel values. Block by block, back to front, each run again from
    /// the stream it began with: one block's graph is in memory at a time, not all of them.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">pixel_values [B, T, C, H, W].</param>
    /// <param name="label">The class, from 0.</param>
    /// <returns>[B, T, C, H, W], of the model's type and on its device; and the logits, [B, classes].</returns>
    public static (Tensor Gradient, Tensor Logits) OfClass(VideoTransformer model, Tensor clips, int label)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, model.Labels.Count);
        using var scope = NewDisposeScope();
        using var known = model.Run(clips, Sites.ResidPre | Sites.ResidPost.InLayers(model.Layers - 1, model.Layers - 1));
        // Clips do not see each other, so the gradient of the sum is each one's own.
        var gradient = Through(known[Site.ResidPost(model.Layers - 1)], null, stream => model.Logits(stream).select(1, label).sum());
        for (var layer = model.Layers - 1; layer >= 0; layer--)
        {
            var (at, above) = (layer, gradient);
            gradient = Through(known[Site.ResidPre(layer)], above, stream => model.RunBlock(at, () => stream, model.NewTap([[]], null, Sites.None)));
            above.Dispose();
        }
        var pixels = Through(clips.to(model.Device).to(model.Dtype), gradient, model.Embed);
        return (pixels.MoveToOuterDisposeScope(), known.Logits.clone().MoveToOuterDisposeScope());
    }

    // The gradient at x of f(x) against the gradient at f(x); null: f(x) is one number.
    private static Tensor Through(Tensor x, Tensor? above, Func<Tensor, Tensor> f)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        var start = x.detach().clone().requires_grad_();
        var end = f(start);
        return autograd.grad([end], [start], above is null ? null : [above])[0].MoveToOuterDisposeScope();
    }
}
