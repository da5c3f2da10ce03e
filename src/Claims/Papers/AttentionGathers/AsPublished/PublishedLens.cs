using Claims.Measurements.Arrays;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Papers.AttentionGathers.AsPublished;

/// <summary>The logit lens as figure 2's loop computes it where the library hands out the last hidden state already normalised.</summary>
public static class PublishedLens
{
    /// <summary>What a trace must keep.</summary>
    public static Sites Needs => Sites.ResidPost;

    /// <summary>[class]: the loop's last point, the final norm applied twice. Logits of one clip.</summary>
    public static Numbers LastNormalisedTwice(VideoModel model, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trace);
        using var scope = NewDisposeScope();
        var last = trace.Read(model, Site.ResidPost(model.Layers - 1));
        return model.Classify(model.FinalNorm(model.FinalNorm(last)))
            .Named("logit lens, last normalised twice", "logit", model.Classes());
    }
}
