using Claims.Checkpoints;
using Claims.Common;
using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// A run came upon values that are not finite: numbers too large for the type that is computed in, or a patch that holds some. Nothing is
/// measured on them.
/// </summary>
public sealed class OverflowAtSiteException : BadInputException
{
    internal OverflowAtSiteException(string where, string fault, ScalarType dtype)
        : base($"{where} holds {fault}, in {dtype.Name()}.", remedy: dtype is ScalarType.Float16 or ScalarType.BFloat16
            ? "Numbers on the way are too large for this type: compute in a wider one, --dtype float32."
            : "The weights, the clip or a patch hold numbers too large to compute with.", page: "overflow") => Where = where;

    /// <summary>The first place in the forward pass that holds some: a site ("L4.mlp_out"), or "the logits".</summary>
    public string Where { get; }

    /// <summary>Where a run that ended in values that are not finite came upon the first: it is run again, looking at every site.</summary>
    /// <param name="model">The model.</param>
    /// <param name="logits">What it ended in.</param>
    /// <param name="stream">The stream before the first block to run, [B, N, D].</param>
    /// <param name="from">That block.</param>
    /// <param name="tap">Of the run's patches; looks at every site.</param>
    internal static OverflowAtSiteException In(VideoModel model, Tensor logits, Func<Tensor> stream, int from, Tap tap)
    {
        using var scope = NewDisposeScope();
        try
        {
            for (var (layer, x) = (from, stream); layer < model.Layers; layer++)
            {
                var after = ForwardPass.Block(model, layer, x, tap);
                x = () => after;
            }
        }
        catch (OverflowAtSiteException found)
        {
            return found;
        }
        return new OverflowAtSiteException("the logits", FiniteValues.Fault(logits) ?? "values that are no finite numbers", model.Dtype);
    }

    /// <summary>Of replays side by side: the first of them that ends so.</summary>
    internal static OverflowAtSiteException In(VideoModel model, Trace known, IReadOnlyList<IReadOnlyList<Patch>> runs, Tensor logits)
    {
        OverflowAtSiteException? found = null;
        foreach (var run in runs)
        {
            var layer = ForwardPass.EntryLayer(model, run);
            found = In(model, logits, () => ForwardPass.StreamBefore(model, known, layer), layer,
                new Tap(model, [run], known, Sites.None, mustBeFinite: true));
            if (found.Where != "the logits")
                return found;
        }
        return found!;
    }
}
