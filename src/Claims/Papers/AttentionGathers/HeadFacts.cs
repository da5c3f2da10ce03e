using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Pairs;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Subjects;

namespace Claims.Papers.AttentionGathers;

/// <summary>Where one head's CLS attention lies, against where it would lie if it did not follow anything.</summary>
internal static class HeadFacts
{
    /// <summary>The mass on the named columns over an even spread.</summary>
    public const string ColumnsArray = "columns";

    /// <summary>The largest weight.</summary>
    public const string PeakArray = "peak";

    /// <summary>The array of an object's mass over an even spread's.</summary>
    public static string OverEven(string name) => $"{name} over even";

    /// <summary>The array of an object's mass minus what the head's own map, averaged over tubelets, puts there.</summary>
    public static string OverOwnAverage(string name) => $"{name} over own average";

    /// <summary>The array of that minus the mean of all other heads.</summary>
    public static string OverOtherHeads(string name) => $"{name} over other heads";

    /// <summary>
    /// Patches 60 to 80 of the 98 columns that the paper folds its tokens into; the same share of another grid's columns.
    /// </summary>
    private const double FirstColumn = 60.0 / 98, AfterLastColumn = 81.0 / 98;

    /// <summary>The published reading.</summary>
    /// <returns><c>columns</c>: mass on the columns of patches 60-80, over what an even spread would put there; <c>peak</c>: the largest
    /// weight of a patch token.</returns>
    public static IReadOnlyList<Numbers> Folded(ClipRun run, TokenGrid grid, (int Layer, int Head) place)
    {
        MustHave(run.Model, place);
        var attention = ClsAttention.Of(run.Model, grid, run.Keeping(ClsAttention.Needs));
        var folded = FoldedAttention.Of(attention)
            ?? throw new NotApplicableException("the tokens do not fill the rows that the paper's figure folds them into.");
        var columns = folded.Axes[3].Labels.Count;
        var weights = OfHead(folded, place);
        bool Named(int column) => (column + 0.5) / columns is var at && at >= FirstColumn && at < AfterLastColumn;
        var named = Enumerable.Range(0, columns).Count(Named);
        if (named == 0)
            throw new NotApplicableException($"no column of {columns} is where patches 60-80 of 98 are.");
        var share = weights.Where((_, i) => Named(i % columns)).Sum() / weights.Sum();
        return [new Numbers(ColumnsArray, "times", [], [share * columns / named]),
            new Numbers(PeakArray, "probability", [], [weights.Max()])];
    }

    /// <summary>How much more of its attention a head has on objects than a head that does not follow them would.</summary>
    /// <param name="run">One clip.</param>
    /// <param name="grid">Its tokens.</param>
    /// <param name="place">The head.</param>
    /// <param name="items">Under a name, per tubelet: the patch tokens of an object; a tubelet where it is nowhere counts for
    /// nothing.</param>
    /// <returns>
    /// For each object: <see cref="OverEven"/>, mass there over an even spread's; <see cref="OverOwnAverage"/>, as a share of the head's
    /// mass on patches (what follows nothing has 0); <see cref="OverOtherHeads"/>.
    /// </returns>
    public static IReadOnlyList<Numbers> Follows(ClipRun run, TokenGrid grid, (int Layer, int Head) place,
        IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<int>> Where)> items)
    {
        MustHave(run.Model, place);
        var onGrid = ClsAttention.Of(run.Model, grid, run.Keeping(ClsAttention.Needs)).OnGrid;
        var heads =
            (from layer in Enumerable.Range(0, run.Model.Layers) from head in Enumerable.Range(0, run.Model.Heads) select (layer, head))
            .ToArray();
        var results = new List<Numbers>();
        foreach (var (name, where) in items)
        {
            var named = Excess(OfHead(onGrid, place), where, grid);
            var others = heads.Where(head => head != place).Average(head => Excess(OfHead(onGrid, head), where, grid).OverAverage);
            results.Add(new Numbers(OverEven(name), "times", [], [named.OverEven]));
            results.Add(new Numbers(OverOwnAverage(name), "share", [], [named.OverAverage]));
            results.Add(new Numbers(OverOtherHeads(name), "share", [], [named.OverAverage - others]));
        }
        return results;
    }

    /// <summary>The ball until it is at the pins, and the pins from then on: halves of the tubelets.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<int>> Where)> InTurn(string clip, SubjectClip of)
    {
        var (ball, pins) = (PairRuns.Where(of, "ball"), PairRuns.Where(of, "pins"));
        var half = ball.Count / 2;
        return
        [
            ($"ball, {clip} clip", [.. ball.Select((tokens, tubelet) => tubelet < half ? tokens : [])]),
            ($"pins, {clip} clip", [.. pins.Select((tokens, tubelet) => tubelet < half ? [] : tokens)]),
        ];
    }

    /// <summary>Tubelet by tubelet, the tokens of either.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Union(IReadOnlyList<IReadOnlyList<int>> one, IReadOnlyList<IReadOnlyList<int>> other) =>
        [.. one.Zip(other, (a, b) => (IReadOnlyList<int>)[.. a.Union(b)])];

    private static ObjectFocus Excess(double[] weights, IReadOnlyList<IReadOnlyList<int>> where, TokenGrid grid) =>
        ObjectFocus.Of(weights, where, grid) is { Mass: > 0 } focus ? focus
            : throw new NotMeasurableException("the object is in no tubelet of the clip.", "Check the boxes beside the clip.");

    private static double[] OfHead(Numbers onGrid, (int Layer, int Head) place) =>
        [.. onGrid.Row("layer", place.Layer).Row("head", place.Head).Values];

    private static void MustHave(VideoModel model, (int Layer, int Head) place)
    {
        if (place.Layer >= model.Layers || place.Head >= model.Heads)
            throw new NotApplicableException($"the claim speaks of L{place.Layer}H{place.Head}; the model has {model.Layers} layers of "
                + $"{model.Heads} heads.");
    }
}
