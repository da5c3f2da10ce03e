using Claims.Common;
using Claims.Measurements.Attribution;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Model;

namespace Claims.Measurements.Catalog;

/// <summary>What patch tokens may be ranked by, under a name each.</summary>
public static class TokenScores
{
    /// <summary>As published.</summary>
    public const string Published = "token-map";

    private static readonly (string Name, Sites Needs, Func<MeasureContext, ClipRun, Trace, IReadOnlyList<double>> Of)[] Known =
    [
        (Published, Sites.ResidPost, (context, run, trace) => TokenMap.Raw(run.Model, context.Grid, trace, context.Target).Values),
        ("into-cls", Sites.ResidPost | Sites.ResidPre | Sites.ReadoutRow, (context, run, trace) =>
            OverHeads(TokenMap.IntoCls(run.Model, trace, context.Target).Values, run.Model)),
        ("cls-attention", ClsAttention.Needs, (context, run, trace) =>
            OverHeads(LastLayer(ClsAttention.Of(run.Model, context.Grid, trace).Weights.Values, run.Model), run.Model)),
        ("gradient-x-input", Gradients.Needs, (context, run, trace) => Pixels(context, run, trace, 1).GradientTimesInput.Values),
        ("gradient-norm", Gradients.Needs, (context, run, trace) => Pixels(context, run, trace, 1).GradientNorm.Values),
        ("integrated-gradients", Gradients.Needs, (context, run, trace) =>
            Pixels(context, run, trace, context.Options.Steps).Integrated.Values),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(score => score.Name)];

    /// <summary>What a run must keep.</summary>
    /// <exception cref="BadInputException">There is no such score.</exception>
    public static Sites Needs(string name) => Find(name).Needs;

    /// <summary>A number per patch token, of the class that is followed.</summary>
    internal static IReadOnlyList<double> Of(MeasureContext context, ClipRun run)
    {
        var score = Find(context.Options.RankBy);
        return score.Of(context, run, run.Keeping(score.Needs));
    }

    private static (string Name, Sites Needs, Func<MeasureContext, ClipRun, Trace, IReadOnlyList<double>> Of) Find(string name) =>
        Known.FirstOrDefault(score => score.Name == name) is { Name: not null } found ? found
        : throw new BadInputException($"Tokens cannot be ranked by \"{name}\".", remedy: $"Rank by {string.Join(", ", Names)}.");

    private static PixelAttribution Pixels(MeasureContext context, ClipRun run, Trace trace, int steps) =>
        PixelAttribution.Of(run.Model, context.Grid, run.Clip, context.Target, steps, trace, context.Pair.Progress);

    private static double[] LastLayer(IReadOnlyList<double> weights, VideoModel model) =>
        [.. weights.Skip((model.Layers - 1) * model.Heads * model.Tokens)];

    // [head, token] to a sum per patch token.
    private static double[] OverHeads(IReadOnlyList<double> values, VideoModel model) =>
        [.. model.Shape.Tokens.OfPatches.Select(token =>
            Enumerable.Range(0, model.Heads).Sum(head => values[head * model.Tokens + token]))];
}
