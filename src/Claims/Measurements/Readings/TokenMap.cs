using Claims.Measurements.Arrays;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Readings;

/// <summary>Which patch tokens a class logit is said to come from.</summary>
public static class TokenMap
{
    private const int TokensAtOnce = 256;

    /// <summary>What a trace must keep for <see cref="Raw"/> and <see cref="IntoCls"/>, of a model with this many layers.</summary>
    public static Sites Needs(int layers) => (Sites.ResidPost | Sites.ResidPre | Sites.ReadoutRow).InLayers(layers - 1, layers - 1);

    /// <summary>
    /// As published: each patch token of the last stream against the class weight, no final norm, no bias. The class never reads these
    /// tokens:
    /// a description, not an attribution.
    /// </summary>
    /// <returns>[tubelet, row, column].</returns>
    public static Numbers Raw(VideoModel model, TokenGrid grid, Trace trace, int label)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(grid);
        model.MustHaveClass(label);
        grid.MustFit(model);
        using var scope = NewDisposeScope();
        var patches = trace.One(Site.ResidPost(model.Layers - 1)).Patches(model);
        return model.ClassDirections(patches).select(-1, label).Named("token map, as published", "logit", grid.Axes);
    }

    /// <summary>
    /// What really reaches CLS in the last block: each token's values, weighted with CLS's attention, through the output projection and
    /// the final norm at its own scale, against the class weight. Summed over tokens, a head's direct logit attribution.
    /// </summary>
    /// <returns>[head, token], CLS's own included.</returns>
    public static Numbers IntoCls(VideoModel model, Trace trace, int label)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trace);
        model.MustHaveClass(label);
        using var scope = NewDisposeScope();
        var last = model.Layers - 1;
        var cls = trace.Read(model, Site.ResidPost(last));
        var attention = trace.ClsAttention(model, last).unsqueeze(-1); // [H, N, 1]
        var (_, _, values) = model.QueryKeyValue(last, trace[Site.ResidPre(last)]);
        var weighted = values.select(0, 0) * attention; // [H, N, d]
        var parts = new List<Tensor>();
        for (var token = 0; token < model.Tokens; token += TokensAtOnce)
        {
            using var some = NewDisposeScope();
            var updates = model.HeadUpdates(last, weighted.narrow(1, token, Math.Min(TokensAtOnce, model.Tokens - token))); // [H, some, D]
            parts.Add(model.ClassDirections(model.FinalNormParts(cls, updates)).select(-1, label).clone().MoveToOuterDisposeScope());
        }
        return cat(parts, 1).Named("token contributions into CLS, last layer", "logit", model.HeadAxis(), model.TokenAxis());
    }

    /// <summary>What CLS attends to in a layer, in a run of one clip: [H, N].</summary>
    /// <exception cref="ArgumentException">The run is of another model, or kept no row of CLS.</exception>
    internal static Tensor ClsAttention(this Trace trace, VideoModel model, int layer)
    {
        var cls = model.ReadToken();
        var row = trace.One(Site.Pattern(layer)).select(1, trace.ClsRow(cls));
        var (heads, tokens) = (row.shape[0], row.shape[1]);
        return heads == model.Heads && tokens == model.Tokens ? row : throw new ArgumentException(
            $"The trace's pattern is of {heads} heads and {tokens} tokens; the model has {model.Heads} and {model.Tokens}.", nameof(trace));
    }

    // Where a trace's patterns have the row of CLS.
    private static int ClsRow(this Trace trace, int cls) => trace.PatternRows is not { } rows ? cls
        : rows.Contains(cls) ? rows.TakeWhile(row => row != cls).Count()
        : throw new ArgumentException("The trace kept no attention rows of CLS: run with Sites.ReadoutRow.", nameof(trace));
}
