using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;

namespace Claims.Papers.AttentionGathers;

/// <summary>What the published token map says of its top tokens, and whether it agrees with what reaches the class.</summary>
internal static class TokenMapFacts
{
    /// <summary>The largest score.</summary>
    public const string MaxArray = "max";

    /// <summary>The smallest score.</summary>
    public const string MinArray = "min";

    /// <summary>The share of tubelets that hold a top token.</summary>
    public const string TubeletsArray = "tubelets";

    /// <summary>The top tokens' distance from the centre over all tokens'.</summary>
    public const string DistanceArray = "distance";

    /// <summary>The rank agreement with what reaches CLS.</summary>
    public const string AgreementArray = "agreement";

    private const double TopShare = 0.10;
    private const double TieShare = 1e-5;

    public static Sites Needs { get; } = Sites.ResidPost | Sites.ResidPre | Sites.ReadoutRow;

    /// <returns>
    /// <c>max</c> and <c>min</c> of the published map; <c>tubelets</c>: share of the tubelets that hold one of the top 10 % tokens;
    /// <c>distance</c>: the top tokens' mean distance from the picture's centre over that of all tokens; <c>agreement</c>: rank
    /// correlation of the map with what reaches CLS from each token in the last layer.
    /// </returns>
    public static IReadOnlyList<Numbers> Of(ClipRun run, TokenGrid grid, int target)
    {
        var trace = run.Keeping(Needs);
        var raw = TokenMap.Raw(run.Model, grid, trace, target).Values;
        var into = TokenMap.IntoCls(run.Model, trace, target);
        // Over heads, CLS's own share left out.
        double[] reaching = [.. grid.Layout.OfPatches.Select(token => Enumerable.Range(0, run.Model.Heads).Sum(head => into[head, token]))];
        // Equal scores differ in their last bits from machine to machine: they go by their place.
        var unit = raw.Max(Math.Abs) * TieShare;
        var top = Enumerable.Range(0, grid.Count).OrderByDescending(token => Math.Round(raw[token] / unit))
            .Take(Math.Max(1, grid.Share(TopShare))).ToArray();
        return
        [
            One(MaxArray, "logit", raw.Max()),
            One(MinArray, "logit", raw.Min()),
            One(TubeletsArray, "share", top.Select(token => grid.Place(token).Tubelet).Distinct().Count() / (double)grid.Tubelets),
            One(DistanceArray, "times", top.Average(Distance) / Enumerable.Range(0, grid.Count).Average(Distance)),
            One(AgreementArray, "rank correlation", Ranks.Spearman(raw, reaching)),
        ];

        double Distance(int token)
        {
            var (_, row, column) = grid.Place(token);
            return double.Hypot(row - (grid.Rows - 1) / 2.0, column - (grid.Columns - 1) / 2.0);
        }

        static Numbers One(string name, string unit, double value) => new(name, unit, [], [value]);
    }
}
