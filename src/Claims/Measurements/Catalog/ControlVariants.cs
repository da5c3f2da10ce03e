using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Model;

namespace Claims.Measurements.Catalog;

/// <summary>The delta cascade, patching and zero ablation of all components, under every control there are clips for.</summary>
internal static class ControlVariants
{
    public static IEnumerable<Variant> Measure(MeasureContext context)
    {
        var (pair, options) = (context.Pair, context.Options);
        var target = context.Target;
        foreach (var (name, clips) in new[] { ("same-outcome", options.SameOutcome), ("unrelated", options.Unrelated) })
        {
            if (clips.Count == 0)
                continue;
            yield return new(name, Controls.OtherClips(pair, clips, All));
            // Their updates, but shares of this pair's own signal.
            yield return new(name + ", of clean - corrupt", Quantiles.Over([.. clips.Select(clip => Donated(pair, clip, target))]));
        }
        yield return new("other-direction", Controls.OtherDirection(pair, All));
        if (options.Draws < 1)
            yield break;
        yield return new("random", [
            .. Controls.RandomCascade(pair, context.Grid, options.Seeds),
            .. Controls.RandomComponents(pair, options.Seeds, target),
            .. Quantiles.Over([.. options.Seeds.Select(seed => Ablated(pair, seed, target))])]);
        // Measured last: at full size, two models and their runs are more than 3 GiB with the pair's.
        pair.Release();
        yield return new("untrained", Controls.Untrained(pair, options.Seeds, All));

        IReadOnlyList<Numbers> All(ClipPair of)
        {
            // No more: beside the pair's own runs there may be an untrained model's.
            of.Plan(Sites.Residual | Sites.AttnOut | Sites.MlpOut, Sites.Residual);
            using var zero = Replacement.Zero();
            return [.. DeltaCascade.Measure(of, context.Grid), .. Patching.Components(of, target),
                .. WithoutTop(ComponentAblation.Components(of, zero, target: target))];
        }
    }

    private static IReadOnlyList<Numbers> Donated(ClipPair pair, TorchSharp.torch.Tensor clip, int target)
    {
        using var donor = new ClipRun(pair.Model, clip);
        return Patching.Components(pair, target, donor);
    }

    private static IReadOnlyList<Numbers> Ablated(ClipPair pair, long seed, int target)
    {
        using var random = Replacement.Random(seed);
        return WithoutTop(ComponentAblation.Components(pair, random, target: target));
    }

    // The top classes differ from clip to clip and from model to model: no quantiles over them.
    private static IReadOnlyList<Numbers> WithoutTop(IReadOnlyList<Numbers> effects) =>
        [.. effects.Where(numbers => !numbers.Name.StartsWith("top_class", StringComparison.Ordinal))];
}
