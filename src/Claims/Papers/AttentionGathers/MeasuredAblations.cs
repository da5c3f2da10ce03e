using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Pairs;

namespace Claims.Papers.AttentionGathers;

/// <summary>What the robustness claims ask of every pair: pixels and components taken out.</summary>
public static class MeasuredAblations
{
    private const double TopShare = 0.10;
    private const int RandomSets = 5;
    private static readonly double[] CurveShares = [0.05, 0.10, 0.20, 0.30];

    /// <summary>
    /// The top 10 % of the published token map zeroed as published (a tubelet's index taken for a frame's), by clip: <c>change</c> of the
    /// class logit, <c>kept</c> (1 or 0).
    /// </summary>
    public static Measure TopTokens { get; } = new("top tokens out, as published", runs => EachClip(runs, (run, target) =>
    {
        var ablation = Ablate(run, runs.Grid, target, [runs.Grid.Share(TopShare)], FrameMapping.AsPublished, 0, 0);
        return [("change", "logit", ablation.Change[0, target]), ("kept", "share", Kept(ablation.Ranked, 0, target))];
    }))
    { Needs = Sites.ResidPost };

    /// <summary>
    /// The top tokens zeroed with all frames of their tubelets, for a curve of shares, by clip: <c>kept at S</c>, and <c>cost over random
    /// at S</c>: how much
    /// more of the class logit they cost than the mean of random sets of the same size.
    /// </summary>
    public static Measure TokenCurve { get; } = new("top tokens out, corrected", runs => EachClip(runs, (run, target) =>
    {
        var counts = CurveShares.Select(runs.Grid.Share).ToArray();
        var ablation = Ablate(run, runs.Grid, target, counts, FrameMapping.Corrected, RandomSets, (uint)runs.Subject.Seed);
        var random = ablation.RandomMean;
        return [.. CurveShares.SelectMany((share, k) => new (string, string, double)[]
        {
            ($"kept at {Percent(share)}", "share", Kept(ablation.Ranked, k, target)),
            ($"cost over random at {Percent(share)}", "logit", random[k, target] - ablation.Ranked[k, target]),
        })];
    }))
    { Needs = Sites.ResidPost };

    /// <summary>
    /// Four frames of every 32 zeroed, the published window (10-13) and each other, by clip: <c>change</c> and <c>kept</c> of the published
    /// one, <c>kept by all</c>.
    /// </summary>
    public static Measure Frames { get; } = new("frames out", runs => EachClip(runs, (run, target) =>
    {
        var frames = (int)run.Clip.shape[1];
        var (first, count) = (frames * 10 / 32, Math.Max(1, frames * 4 / 32));
        IReadOnlyList<int>[] windows =
            [[.. Enumerable.Range(first, count)], .. Enumerable.Range(0, frames / count)
                .Select(window => Enumerable.Range(window * count, count).ToArray())];
        var ablation = PixelAblation.Frames(run.Model, run.Clip, windows, PixelFill.Zero, whole: run.Keeping(Sites.None));
        return
        [
            ("change", "logit", ablation.Ablated[0, target] - ablation.Clean[target]),
            ("kept", "share", Kept(ablation.Ablated, 0, target)),
            ("kept by all", "share", Enumerable.Range(1, windows.Length - 1).Min(window => Kept(ablation.Ablated, window, target))),
        ];
    }));

    /// <summary>
    /// Every attention and MLP update zeroed, one at a time, both clips: <c>kept, clean</c> and <c>kept, corrupted</c>: 1 where every one
    /// of them leaves the class as it was, else 0 (a share of 24 updates would hide the one without which there is no class).
    /// </summary>
    public static Measure ComponentsZeroed { get; } =
        new("components zeroed", runs => Components(runs, zero: true)) { Needs = Sites.Residual };

    /// <summary>The same with the updates of another scene in their place.</summary>
    public static Measure ComponentsResampled { get; } =
        new("components resampled", runs => Components(runs, zero: false)) { Needs = Sites.Residual | Sites.AttnOut | Sites.MlpOut };

    /// <summary>The shares of <see cref="TokenCurve"/>, as its arrays name them.</summary>
    public static IReadOnlyList<string> Curve { get; } = [.. CurveShares.Select(Percent)];

    private static string Percent(double share) => $"{100 * share:0} %";

    private static TokenAblation Ablate(ClipRun run, TokenGrid grid, int target, int[] counts, FrameMapping mapping, int draws, uint seed)
    {
        var whole = run.Keeping(Sites.ResidPost);
        return TokenAblation.Of(run.Model, grid, run.Clip, TokenMap.Raw(run.Model, grid, whole, target).Values, counts, mapping,
            PixelFill.Zero, draws, seed, whole: whole);
    }

    // logits: [set, class].
    private static double Kept(Numbers logits, int set, int target) =>
        Enumerable.Range(0, logits.Axes[1].Labels.Count).All(label => label == target || logits[set, label] < logits[set, target]) ? 1 : 0;

    private static IReadOnlyList<Numbers> EachClip(PairRuns runs, Func<ClipRun, int, (string Name, string Unit, double Value)[]> measure)
    {
        var clips = new[] { runs.Outcome.Clean, runs.Outcome.Corrupt }.Select(run => measure(run, runs.Target)).ToArray();
        return [.. clips[0]
            .Select((first, i) =>
                new Numbers(first.Name, first.Unit, [new Axis("clip", ["clean", "corrupt"])], [.. clips.Select(clip => clip[i].Value)]))];
    }

    private static IReadOnlyList<Numbers> Components(PairRuns runs, bool zero)
    {
        var sites =
            (from layer in Enumerable.Range(0, runs.Outcome.Model.Layers)
             from kind in new[] { SiteKind.AttnOut, SiteKind.MlpOut }
             select new Site(layer, kind)).ToArray();
        var donor = zero ? null : runs.Scene.Clean.Keeping(Sites.AttnOut | Sites.MlpOut);
        return [KeptBy("kept, clean", runs.Outcome.Clean), KeptBy("kept, corrupted", runs.Outcome.Corrupt)];

        Numbers KeptBy(string name, ClipRun run)
        {
            var kept = true;
            foreach (
                var (_, result) in run.Model.ReplayEach(run.Keeping(Sites.Residual),
                    [.. sites.Select(site => new[] { donor is null ? Patch.Zero(site) : Patch.With(donor, site) })]))
            {
                using (result)
                    kept &= ClassLogits.Of(run.Model, result).Predicted == runs.Target;
            }
            return new Numbers(name, "share", [], [kept ? 1 : 0]);
        }
    }
}
