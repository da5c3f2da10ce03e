using Claims.Measurements.Arrays;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Readings;

/// <summary>
/// What each part of the CLS vector adds to each class logit, through the final norm held at the vector's own scale, where it is linear.
/// </summary>
/// <param name="Logits">[class]: the final-norm CLS vector against the class weights, plus bias; the logits themselves.</param>
/// <param name="Normalised">[width]: that vector.</param>
/// <param name="Components">[component, class]: embedding, every attention and MLP update, and the biases of norm and classifier. They add
/// up to the logits.</param>
/// <param name="Heads">[layer, head, class]: the heads' shares of the attention updates.</param>
/// <param name="AttentionBiases">[layer, class]: what is in an attention update whatever the heads say. With the layer's heads, the
/// update.</param>
public sealed record DirectLogitAttribution(Numbers Logits, Numbers Normalised, Numbers Components, Numbers Heads, Numbers AttentionBiases)
{
    /// <summary>What a trace must keep.</summary>
    public static Sites Needs { get; } = Sites.ResidPre.InLayers(0, 0) | Sites.AttnOut | Sites.MlpOut | Sites.Z | Sites.ResidPost;

    /// <summary>The attribution for a run of one clip.</summary>
    public static DirectLogitAttribution Of(VideoModel model, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        var layers = Enumerable.Range(0, model.Layers).ToArray();
        var cls = trace.Read(model, Site.ResidPost(model.Layers - 1));
        Tensor Through(Tensor parts) => model.ClassDirections(model.FinalNormParts(cls, parts));

        var components =
            Through(stack(
                [trace.Read(model, Site.ResidPre(0)),
                    .. layers.SelectMany(layer => new[] { trace.Read(model, Site.AttnOut(layer)), trace.Read(model, Site.MlpOut(layer)) })],
                    0));
        var biases = model.Classify(model.FinalNorm(zeros_like(cls)));
        // [layers, H, 1, d] to [layers, H, classes].
        var heads =
            stack([.. layers.Select(layer =>
                Through(model.HeadUpdates(layer, model.Pool(trace.One(Site.Z(layer))).unsqueeze(1)).squeeze(1)))], 0);
        var normalised = model.FinalNorm(cls);

        string[] names =
            ["embedding", .. layers.SelectMany(layer => new[] { Site.AttnOut(layer), Site.MlpOut(layer) })
                .Select(site => site.ToString()), "biases"];
        return new DirectLogitAttribution(
            model.Classify(normalised).Named("direct logit attribution", "logit", model.Classes()),
            normalised.Named("final-norm CLS vector", "1", Axis.Counting("width", (int)cls.shape[0])),
            cat([components, biases.unsqueeze(0)], 0)
                .Named("direct logit attribution of components", "logit", new Axis("component", names), model.Classes()),
            heads.Named("direct logit attribution of heads", "logit", model.LayerAxis(), model.HeadAxis(), model.Classes()),
            Through(stack([.. layers.Select(model.AttentionBias)], 0))
                .Named("direct logit attribution of attention biases", "logit", model.LayerAxis(), model.Classes()));
    }
}
