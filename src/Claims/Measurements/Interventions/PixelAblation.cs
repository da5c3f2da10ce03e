using Claims.Measurements.Arrays;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>Frame and patch ablation: the logits of a clip with sets of its pixels taken out, a set at a time.</summary>
/// <param name="Clean">[class]: the logits of the whole clip.</param>
/// <param name="Ablated">[set, class].</param>
/// <param name="Fill">What was put there: zero, mean or resample.</param>
public sealed record PixelAblation(Numbers Clean, Numbers Ablated, string Fill)
{
    /// <summary>[set, class]: whole clip minus ablated: what each set was worth to each class.</summary>
    public Numbers Drop =>
        new("logit drop", "logit", Ablated.Axes, [.. Ablated.Values.Select((value, i) => Clean.Values[i % Clean.Values.Count] - value)]);

    /// <summary>Whole frames taken out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clip">pixel_values [1, T, C, H, W].</param>
    /// <param name="sets">Frames to take out together; a set per run.</param>
    /// <param name="fill">What to put there.</param>
    /// <param name="progress">Told after every clip: how many of how many are done.</param>
    /// <param name="whole">A run of the whole clip, where there is one: it is not run again.</param>
    public static PixelAblation Frames(
        VideoModel model, Tensor clip, IReadOnlyList<IReadOnlyList<int>> sets, PixelFill fill,
        IProgress<(int Done, int Of)>? progress = null,
        Trace? whole = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(fill);
        return Of(model, clip, new Axis("frames", [.. sets.Select(Name)]), fill.Name,
            set => fill.Apply(clip, sets[set].Select(frame => (frame, 0, 0)), (int)clip.shape[3], (int)clip.shape[4]), progress, whole);
    }

    /// <summary>Patch tokens taken out, with all frames of their tubelets.</summary>
    /// <param name="model">The model.</param>
    /// <param name="grid">Its tokens.</param>
    /// <param name="clip">pixel_values [1, T, C, H, W].</param>
    /// <param name="sets">Patch tokens, counted without CLS, to take out together; a set per run: <c>grid.Tokens(place => ...)</c>.</param>
    /// <param name="fill">What to put there.</param>
    /// <param name="progress">Told after every clip: how many of how many are done.</param>
    public static PixelAblation Patches(
        VideoModel model, TokenGrid grid, Tensor clip, IReadOnlyList<IReadOnlyList<int>> sets, PixelFill fill,
        IProgress<(int Done, int Of)>? progress = null) =>
        Patches(model, grid, clip, [.. sets.Select(set => new TokenSet(Name(set), [.. set.Select(grid.Layout.OfPatch)]))], fill, progress,
            null);

    /// <summary>The same with sets that have names.</summary>
    /// <param name="model">The model.</param>
    /// <param name="grid">Its tokens.</param>
    /// <param name="clip">pixel_values [1, T, C, H, W].</param>
    /// <param name="sets">Sets without CLS; a set per run.</param>
    /// <param name="fill">What to put there.</param>
    /// <param name="progress">Told after every clip: how many of how many are done.</param>
    /// <param name="whole">A run of the whole clip, where there is one: it is not run again.</param>
    public static PixelAblation Patches(
        VideoModel model, TokenGrid grid, Tensor clip, IReadOnlyList<TokenSet> sets, PixelFill fill,
        IProgress<(int Done, int Of)>? progress, Trace? whole)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(fill);
        return Of(model, clip, new Axis("patch tokens", [.. sets.Select(set => set.Name)]), fill.Name,
            set => fill.Apply(clip, grid.Blocks(sets[set].Tokens.Select(grid.Layout.Patch)), grid.PixelRows, grid.PixelColumns),
            progress, whole);
    }

    /// <summary>
    /// The logits of the whole clip and of each changed one, as many side by side as the model takes: [1 + changed, classes], row-major.
    /// </summary>
    internal static double[] Logits(VideoModel model, Tensor whole, Trace? known, int changed, Func<int, Tensor> change,
        IProgress<(int Done, int Of)>? progress) =>
        known is null ? Logits(model, 1 + changed, run => run == 0 ? whole : change(run - 1), progress)
        : [.. known.Logits.Doubles(), .. Logits(model, changed, change, progress)];

    private static double[] Logits(VideoModel model, int clips, Func<int, Tensor> clip, IProgress<(int Done, int Of)>? progress)
    {
        var logits = new List<double>();
        foreach (var some in Enumerable.Range(0, clips).Chunk(Math.Max(1, model.BatchTokens / model.Tokens)))
        {
            using var scope = NewDisposeScope();
            using var trace = model.Run(cat([.. some.Select(clip)], 0));
            logits.AddRange(trace.Logits.Doubles());
            progress?.Report((some[^1] + 1, clips));
        }
        return [.. logits];
    }

    private static PixelAblation Of(
        VideoModel model, Tensor clip, Axis sets, string fill, Func<int, Tensor> ablated, IProgress<(int Done, int Of)>? progress,
        Trace? whole)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clip);
        var logits = Logits(model, clip, whole, sets.Labels.Count, ablated, progress);
        return new PixelAblation(
            new Numbers("logits", "logit", [model.Classes()], logits[..model.Labels.Count]),
            new Numbers("ablated logits", "logit", [sets, model.Classes()], logits[model.Labels.Count..]), fill);
    }

    private static string Name(IReadOnlyList<int> set) =>
        set.Count == 0 ? "none" : set.Count > 1 && set.Max() - set.Min() + 1 == set.Count ? $"{set.Min()}-{set.Max()}"
            : string.Join(" ", set.Take(8)) + (set.Count > 8 ? $" ... ({set.Count})" : "");
}
