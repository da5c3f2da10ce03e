using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Pairs;

namespace Claims.Drift.Roles;

/// <summary>What a comparison asks of every pair beside what the claims do; the pair's own runs serve it.</summary>
internal static class DriftMeasures
{
    /// <summary>The class token.</summary>
    public const string Cls = "CLS";

    /// <summary>The mean patch token.</summary>
    public const string PatchMean = "patch mean";

    /// <summary>Of the clean clip.</summary>
    public const string Clean = "clean";

    /// <summary>Of the corrupted clip.</summary>
    public const string Corrupted = "corrupted";

    /// <summary>The array of <see cref="Cls"/> or <see cref="PatchMean"/> of one clip.</summary>
    public static string StreamArray(string token, string clip) => $"{token}, {clip}";

    /// <summary>Streams after every layer, by layer and width: <see cref="StreamArray"/> of both tokens and both clips.</summary>
    public static Measure Streams { get; } = new("streams", runs =>
    [
        .. Of(runs.Outcome.Clean, Clean),
        .. Of(runs.Outcome.Corrupt, Corrupted),
    ])
    { Needs = ClipFeatures.Needs };

    /// <summary>
    /// CLS attention on each object whose place is known, over the head's own time average, mean of both clips: [layer, head], under the
    /// object's name.
    /// </summary>
    public static Measure Focus { get; } = new("focus", TakeFocus) { Needs = ClsAttention.Needs };

    private static IEnumerable<Numbers> Of(ClipRun run, string clip)
    {
        foreach (var mean in new[] { false, true })
        {
            using var vectors = ClipFeatures.OfTrace(run.Model, run.Keeping(ClipFeatures.Needs), mean);
            yield return vectors.Named(StreamArray(mean ? PatchMean : Cls, clip), "1", run.Model.LayerAxis(),
                Axis.Counting("width", (int)vectors.shape[1]));
        }
    }

    private static IReadOnlyList<Numbers> TakeFocus(PairRuns runs)
    {
        var items = runs.Clean.Objects.Keys.Intersect(runs.Corrupt.Objects.Keys).Order(StringComparer.Ordinal).ToArray();
        if (items.Length == 0)
            throw new NotMeasurableException("nobody said where anything is in the clips.",
                "Put files of boxes beside the clips: docs/tasks/clips.md.");
        var clips = new[] { (runs.Clean, runs.Outcome.Clean), (runs.Corrupt, runs.Outcome.Corrupt) }
            .Select(clip =>
                (clip.Item1.Objects,
                    Grid: ClsAttention.Of(runs.Outcome.Model, runs.Grid,
                        clip.Item2.Keeping(ClsAttention.Needs)).OnGrid.Values.Chunk(runs.Grid.Count).ToArray())).ToArray();
        return [.. items.Select(item => new Numbers(item, "share", [runs.Outcome.Model.LayerAxis(), runs.Outcome.Model.HeadAxis()],
            [.. Enumerable.Range(0, clips[0].Grid.Length)
                .Select(head => clips.Average(clip => ObjectFocus.Of(clip.Grid[head], clip.Objects[item], runs.Grid).OverAverage))]))];
    }
}
