using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Pairs;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Verdicts;

namespace Claims.Papers.AttentionGathers;

/// <summary>Section 4.3 and the notebook: the class survives what is taken out.</summary>
public static class Robustness
{
    /// <summary>The array of what the ablation does to the class logit, by clip.</summary>
    public const string ChangeArray = "change";

    /// <summary>The array of the class logit of the whole clip, by clip.</summary>
    public const string LogitArray = "logit";

    /// <summary>The array that says whether the class is still the clip's, 1 or 0, by clip.</summary>
    public const string KeptArray = "kept";

    /// <summary>The array that says whether it is so without any window of frames.</summary>
    public const string KeptByAllArray = "kept by all";

    private const double TopShare = 0.10;

    // "Barely moves": the paper's own logits move by 2.0 and 0.1 % of themselves.
    private const double Barely = 0.10;
    // Pairs differ more than sets do: few of these, and more pairs.
    private const int RandomSets = 2;
    private static readonly double[] CurveShares = [0.05, 0.10, 0.20, 0.30];

    /// <summary>
    /// The top 10 % of the published token map zeroed as published (a tubelet's index taken for a frame's), by clip:
    /// <see cref="ChangeArray"/>, <see cref="LogitArray"/>, <see cref="KeptArray"/>.
    /// </summary>
    public static Measure TopTokensOut { get; } = new("top tokens out, as published", runs => EachClip(runs, (run, target) =>
    {
        var ablation = Ablate(run, runs.Grid, target, [runs.Grid.Share(TopShare)], PublishedPixels.Blocks(runs.Grid), 0, 0);
        return [(ChangeArray, "logit", ablation.Change[0, target]), (LogitArray, "logit", ablation.Clean[target]),
            (KeptArray, "share", Kept(ablation.Ranked, 0, target))];
    }))
    { Needs = Sites.ResidPost, Forwards = 3 };

    /// <summary>
    /// The top tokens zeroed with all frames of their tubelets, for a curve of shares, by clip: <see cref="KeptAt"/>, and
    /// <see cref="CostAt"/>: how much more of the class logit they cost than the mean of random sets of the same size.
    /// </summary>
    public static Measure TokenCurve { get; } = new("top tokens out, corrected", runs => EachClip(runs, (run, target) =>
    {
        var counts = CurveShares.Select(runs.Grid.Share).ToArray();
        var ablation = Ablate(run, runs.Grid, target, counts, runs.Grid.Blocks, RandomSets, (uint)runs.Subject.Seed);
        var random = ablation.RandomMean;
        return [.. CurveShares.SelectMany((share, k) => new (string, string, double)[]
        {
            (KeptAt(share), "share", Kept(ablation.Ranked, k, target)),
            (CostAt(share), "logit", random[k, target] - ablation.Ranked[k, target]),
        })];
    }))
    { Needs = Sites.ResidPost, Forwards = 24 };

    /// <summary>
    /// Four frames of every 32 zeroed, the published window (10-13) and each other, by clip: <see cref="ChangeArray"/> and
    /// <see cref="KeptArray"/> of the published one, <see cref="KeptByAllArray"/>.
    /// </summary>
    public static Measure FramesOut { get; } = new("frames out", runs => EachClip(runs, (run, target) =>
    {
        var frames = (int)run.Clip.shape[1];
        var (first, count) = (frames * 10 / 32, Math.Max(1, frames * 4 / 32));
        var each = Enumerable.Range(0, frames / count).Select(window => Enumerable.Range(window * count, count).ToArray());
        IReadOnlyList<int>[] windows = [[.. Enumerable.Range(first, count)], .. each];
        var ablation = PixelAblation.Frames(run.Model, run.Clip, windows, PixelFill.Zero, whole: run.Keeping(Sites.None));
        return
        [
            (ChangeArray, "logit", ablation.Ablated[0, target] - ablation.Clean[target]),
            (KeptArray, "share", Kept(ablation.Ablated, 0, target)),
            (KeptByAllArray, "share", Enumerable.Range(1, windows.Length - 1).Min(window => Kept(ablation.Ablated, window, target))),
        ];
    }))
    { Forwards = 18 };

    /// <summary>
    /// Every attention and MLP update zeroed, one at a time, both clips: <see cref="KeptOf"/> the clip: 1 where every one of them leaves
    /// the class as it was, else 0 (a share of 24 updates would hide the one without which there is no class).
    /// </summary>
    public static Measure ComponentsZeroed { get; } =
        new("components zeroed", runs => WithoutComponents(runs, zero: true)) { Needs = Sites.Residual, Forwards = 24 };

    /// <summary>The same with the updates of another scene in their place.</summary>
    public static Measure ComponentsResampled { get; } =
        new("components resampled", runs => WithoutComponents(runs, zero: false))
        { Needs = Sites.Residual | Sites.AttnOut | Sites.MlpOut, Forwards = 24 };

    // As a check is called, and as the arrays' axis has it.
    private static readonly (string Name, (string, string) Place)[] Clips =
        [("clean", ("clip", "clean")), ("corrupted", ("clip", "corrupt"))];

    /// <summary>The top tokens are not needed.</summary>
    public static Claim TopTokens { get; } = Claim
        .That("CLASS-ROBUST", "zeroing the top 10 % tokens barely moves the class logit and leaves the top class as it was",
            at: "section 4.3, tables 1-2",
            numbers: "-0.3371 of 16.9954 and -0.0156 of 16.5200; up to 10 % is taken for barely",
            corrected: "the class stays without the top 10 % tokens, which yet cost more than random ones")
        .Reproduced("pixels of the top 10 % of the token map zeroed, a tubelet's index taken for a frame's",
            by: [TopTokensOut], expecting: samples =>
        [
            .. KeptBy(samples, TopTokensOut, KeptArray, "keeps the class"),
            .. Clips.Select(clip => Check.Of($"{clip.Name} class logit change over the logit", "times",
                samples.At(TopTokensOut, ChangeArray, clip.Place), per: samples.At(TopTokensOut, LogitArray, clip.Place))
                .Between(-Barely, Barely)),
            Check.Of("clean class logit change", "logit", samples.At(TopTokensOut, ChangeArray, Clips[0].Place))
                .Reported(-0.3371 - 0.02, -0.3371 + 0.02),
            Check.Of("corrupted class logit change", "logit", samples.At(TopTokensOut, ChangeArray, Clips[1].Place))
                .Reported(-0.0156 - 0.02, -0.0156 + 0.02),
        ])
        .Controlled("all frames of the top tokens' tubelets zeroed: the class stays, and yet these tokens cost more than random sets of "
            + "the same size", by: [TokenCurve], expecting: samples =>
        [
            .. KeptBy(samples, TokenCurve, KeptAt(TopShare), "keeps the class"),
            .. Clips.Select(clip =>
                Check.Of($"{clip.Name} cost over random sets", "logit",
                    samples.At(TokenCurve, CostAt(TopShare), clip.Place)).Above(0)),
        ]);

    /// <summary>Neither are more of them.</summary>
    public static Claim Curve { get; } = Claim
        .That("ABLATION-CURVE", "the class survives the top tokens' ablation as k is iterated", at: "section 4.3",
            corrected: "the class stays without the top 5 to 30 % tokens, which yet cost more than random ones")
        .Reproduced("top 5 to 30 % zeroed with all frames of their tubelets", by: [TokenCurve], expecting: samples =>
            [.. CurveShares.SelectMany(share =>
                KeptBy(samples, TokenCurve, KeptAt(share), $"keeps the class without {Percent(share)}"))])
        .Controlled("at every k the top tokens cost more than random sets of the same size, and the class stays",
            by: [TokenCurve], expecting: samples =>
        [
            .. CurveShares.SelectMany(share =>
                KeptBy(samples, TokenCurve, KeptAt(share), $"keeps the class without {Percent(share)}")),
            .. CurveShares.SelectMany(share => Clips.Select(clip => Check.Of(
                $"{clip.Name} cost over random sets at {Percent(share)}", "logit",
                samples.At(TokenCurve, CostAt(share), clip.Place)).Above(0))),
        ]);

    /// <summary>Four frames are not needed.</summary>
    public static Claim Frames { get; } = Claim
        .That("FRAME-ROBUST", "zeroing frames 10-13 leaves the class as it was", at: "the paper's notebook",
            numbers: "a logit change of 0.0839",
            corrected: "the class stays without any window of an eighth of the frames")
        .Reproduced("frames 10-13 of 32 zeroed", by: [FramesOut], expecting: samples =>
        [
            .. KeptBy(samples, FramesOut, KeptArray, "keeps the class"),
            Check.Of("clean class logit change", "logit", samples.At(FramesOut, ChangeArray, Clips[0].Place))
                .Reported(0.0839 - 0.02, 0.0839 + 0.02),
        ])
        .Controlled("every window of as many frames, one at a time", by: [FramesOut], expecting: samples =>
            KeptBy(samples, FramesOut, KeptByAllArray, "keeps the class without any window"));

    /// <summary>No single component is needed.</summary>
    public static Claim Components { get; } = Claim
        .That("COMPONENT-ROBUST", "taking out single attention or MLP updates leaves both clips' class as it was", at: "section 4.3",
            corrected: "the class stays with any single update replaced by another scene's")
        .Reproduced("every update zeroed, one at a time", by: [ComponentsZeroed], expecting: samples =>
            SharesKept(samples, ComponentsZeroed))
        .Controlled("every update replaced by another scene's, one at a time", by: [ComponentsResampled],
            expecting: samples => SharesKept(samples, ComponentsResampled));

    private static IEnumerable<Check> KeptBy(Samples samples, Measure measure, string name, string what) =>
        [.. Clips.Select(clip => Check.Share($"{clip.Name} clip {what}", samples.At(measure, name, clip.Place))
            .Above(AttentionGathersPaper.NearlyAll))];

    private static IEnumerable<Check> SharesKept(Samples samples, Measure measure) =>
        [.. Clips.Select(clip =>
            Check.Share($"{clip.Name} class survives every update's loss", samples.At(measure, KeptOf(clip.Name)))
            .Above(AttentionGathersPaper.NearlyAll))];

    /// <summary>The array that says whether the class survives the loss of a share of the tokens.</summary>
    internal static string KeptAt(double share) => $"kept at {Percent(share)}";

    /// <summary>The array of what a share of the tokens costs over random sets.</summary>
    internal static string CostAt(double share) => $"cost over random at {Percent(share)}";

    // clip: as a check calls it.
    private static string KeptOf(string clip) => $"kept, {clip}";

    private static string Percent(double share) => $"{100 * share:0} %";

    private static TokenAblation Ablate(ClipRun run, TokenGrid grid, int target, int[] counts, PixelBlocks blocks, int draws, uint seed)
    {
        var whole = run.Keeping(Sites.ResidPost);
        return TokenAblation.Of(run.Model, grid, run.Clip, TokenMap.Raw(run.Model, grid, whole, target).Values, counts, PixelFill.Zero,
            draws, seed, whole: whole, blocks: blocks);
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

    private static IReadOnlyList<Numbers> WithoutComponents(PairRuns runs, bool zero)
    {
        var sites =
            (from layer in Enumerable.Range(0, runs.Outcome.Model.Layers)
             from kind in new[] { SiteKind.AttnOut, SiteKind.MlpOut }
             select new Site(layer, kind)).ToArray();
        var donor = zero ? null : runs.Scene.Clean.Keeping(Sites.AttnOut | Sites.MlpOut);
        return [KeptBy(KeptOf("clean"), runs.Outcome.Clean), KeptBy(KeptOf("corrupted"), runs.Outcome.Corrupt)];

        Numbers KeptBy(string name, ClipRun run)
        {
            var kept = true;
            foreach (
                var (_, result) in run.Model.ReplayEach(run.Keeping(Sites.Residual),
                    [.. sites.Select(site => new[] { donor is null ? Patch.Zero(site) : Patch.With(donor, site) })]))
            {
                using (result)
                    kept &= ClassLogits.Of(run.Model, result).Predicted == runs.Target;
                if (!kept)
                    break;
            }
            return new Numbers(name, "share", [], [kept ? 1 : 0]);
        }
    }
}
