using Claims.Measurements.Arrays;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Readings;

/// <summary>
/// What the classifier would say of CLS at every depth: final norm, class weights and bias on hidden state 0 (the embedding) to L.
/// </summary>
/// <param name="Logits">[hidden state, class].</param>
public sealed record LogitLens(Numbers Logits)
{
    /// <summary>What a trace must keep.</summary>
    public static Sites Needs { get; } = Sites.ResidPre.InLayers(0, 0) | Sites.ResidPost;

    /// <summary>The lens on a run of one clip.</summary>
    public static LogitLens Of(VideoModel model, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        var hidden =
            stack([trace.Read(model, Site.ResidPre(0)), .. Enumerable.Range(0, model.Layers)
                .Select(layer => trace.Read(model, Site.ResidPost(layer)))], 0);
        return new LogitLens(model.Classify(model.FinalNorm(hidden))
            .Named("logit lens", "logit", Axis.Counting("hidden state", model.Layers + 1), model.Classes()));
    }
}
