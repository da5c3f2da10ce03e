using Claims.Measurements.Arrays;
using Claims.Model;

namespace Claims.Measurements.Readings;

/// <summary>The class logits of a clip.</summary>
/// <param name="Logits">[class].</param>
/// <param name="Ranked">Class indices, the largest logit first.</param>
public sealed record ClassLogits(Numbers Logits, IReadOnlyList<int> Ranked)
{
    /// <summary>The predicted class.</summary>
    public int Predicted => Ranked[0];

    /// <summary>The <paramref name="count"/> largest logits, with their classes' indices and names.</summary>
    public IReadOnlyList<(int Class, string Label, double Logit)> Top(int count) =>
        [.. Ranked.Take(count).Select(c => (c, Logits.Axes[0].Labels[c], Logits.Values[c]))];

    /// <summary>The logits of a run of one clip.</summary>
    public static ClassLogits Of(VideoModel model, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var logits = trace.Logits.Named("logits", "logit", model.Classes());
        return new ClassLogits(logits, [.. Enumerable.Range(0, logits.Values.Count).OrderByDescending(c => logits.Values[c])]);
    }
}
