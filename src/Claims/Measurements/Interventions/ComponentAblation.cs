using Claims.Measurements.Arrays;
using Claims.Measurements.Runs;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>
/// Component ablation: an update is replaced in both runs, and the class logits of the clean run and the outcome signal (clean - corrupt at
/// the end of the last block) are compared with those of the runs left alone.
/// </summary>
public static class ComponentAblation
{
    /// <summary>What both runs must keep, for any replacement.</summary>
    public static Sites Needs => Sites.Residual | Replacement.Needs;

    /// <summary>Every attention update and every MLP update, all tokens, by layer and component.</summary>
    /// <param name="pair">The clips.</param>
    /// <param name="replacement">What takes the update's place.</param>
    /// <param name="top">How many of the clean run's top classes are followed.</param>
    /// <param name="target">The class of <c>class_logit_change</c>; null: what the clean run predicts.</param>
    /// <returns>
    /// <c>class_logit_change</c> and <c>top_class_logit_change</c> (a last axis: the clean run's top classes), ablated - unablated, of the
    /// clean run; <c>top_class</c> of the ablated clean run; <c>signal_*</c>: what is left of the outcome signal D when both runs are
    /// ablated, as <see cref="Recovery"/> counts it: norm, projection on D, of CLS alone, and cosine.
    /// </returns>
    public static IReadOnlyList<Numbers> Components(ClipPair pair, Replacement replacement, int top = 5, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return Measure(pair, replacement, [.. Component.Sites(pair.Model).Select(site => (site, (int?)null))],
            Component.ComponentAxes(pair.Model), top, target);
    }

    /// <summary>Every head's slice of the context before the output projection, all tokens, by layer and head.</summary>
    /// <inheritdoc cref="Components"/>
    public static IReadOnlyList<Numbers> Heads(ClipPair pair, Replacement replacement, int top = 5, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return Measure(pair, replacement, [.. Component.Heads(pair.Model).Select(place => (Site.Z(place.Layer), (int?)place.Head))],
            Component.HeadAxes(pair.Model), top, target);
    }

    private sealed record Effect(double[] LogitChange, int TopClass, Recovery Signal);

    private static IReadOnlyList<Numbers> Measure(
        ClipPair pair, Replacement replacement, (Site Site, int? Head)[] places, IReadOnlyList<Axis> axes, int top, int? target)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        // Of heads, the run's own z saves replays an attention each.
        var keep =
            Sites.Residual | (replacement.ReadsOwn ? Replacement.Needs : Sites.None) | (places.Any(place => place.Head is not null)
                ? Sites.Z : Sites.None);
        pair.Plan(keep, keep);
        var of = PatchSweep.Target(pair, target);
        var clean = Logits(pair.Clean.Keeping(keep));
        var classes = Enumerable.Range(0, clean.Length).OrderByDescending(label => clean[label]).Take(top).ToArray();
        var classAxis = new Axis("class", [.. classes.Select(label => $"{label} {pair.Model.Labels[label]}")]);
        var effects = Effects(pair, replacement, places, keep, clean);
        return
        [
            new("class_logit_change", "logit", axes, [.. effects.Select(effect => effect.LogitChange[of])]),
            new("top_class_logit_change", "logit", [.. axes, classAxis],
                [.. effects.SelectMany(effect => classes.Select(label => effect.LogitChange[label]))]),
            new("top_class", "class", axes, [.. effects.Select(effect => (double)effect.TopClass)]),
            new("signal_norm_pct", "%", axes, [.. effects.Select(effect => effect.Signal.Norm)]),
            new("signal_projection_pct", "%", axes, [.. effects.Select(effect => effect.Signal.Projection)]),
            new("signal_cls_projection_pct", "%", axes, [.. effects.Select(effect => effect.Signal.ClsProjection)]),
            new("signal_cosine", "cosine", axes, [.. effects.Select(effect => effect.Signal.Cosine)]),
        ];
    }

    // The two runs' replays come in the same order, for their patches are at the same sites.
    private static Effect[] Effects(ClipPair pair, Replacement replacement, (Site Site, int? Head)[] places, Sites keep, double[] unablated)
    {
        var (clean, corrupt) = (pair.Clean.Keeping(keep), pair.Corrupt.Keeping(keep));
        using var signal = PatchSweep.Signal(pair);
        var effects = new Effect[places.Length];
        var done = 0;
        foreach (var (one, other) in Replays(clean).Zip(Replays(corrupt)))
        {
            using (one.Result)
            using (other.Result)
            {
                var logits = Logits(one.Result);
                effects[one.Run] = new Effect(
                    [.. logits.Zip(unablated, (after, before) => after - before)], Array.IndexOf(logits, logits.Max()),
                    signal.Share(one.Result[pair.LastStream], other.Result[pair.LastStream]));
            }
            pair.Progress?.Report((++done, places.Length));
        }
        return effects;

        IEnumerable<(int Run, Trace Result)> Replays(Trace own) => pair.Model.ReplayEach(
            own, [.. places.Select(place => new[] { replacement.For(own, place.Site, place.Head) })], Sites.Of(pair.LastStream));
    }

    private static double[] Logits(Trace run)
    {
        using var scope = NewDisposeScope();
        return run.Logits[0].to(float64).cpu().data<double>().ToArray();
    }
}
