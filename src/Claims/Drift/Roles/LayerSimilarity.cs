using Claims.Measurements.Arrays;
using Claims.Verifications;

namespace Claims.Drift.Roles;

/// <summary>How alike two models' streams are after a layer, over all clips.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Cls">Of the class token.</param>
/// <param name="PatchMean">Of the mean patch token.</param>
public sealed record LayerSimilarity(int Layer, double Cls, double PatchMean)
{
    private static readonly string[] Clips = [DriftMeasures.Clean, DriftMeasures.Corrupted];

    /// <summary>Of the layers that both models have.</summary>
    internal static IReadOnlyList<LayerSimilarity> Of(SubjectNumbers before, SubjectNumbers after)
    {
        if (!Has(before) || !Has(after))
            return [];
        var layers = Math.Min(Layers(before), Layers(after));
        return [.. Enumerable.Range(0, layers)
            .Select(layer => new LayerSimilarity(layer, Similarity(DriftMeasures.Cls, layer), Similarity(DriftMeasures.PatchMean, layer)))];

        double Similarity(string what, int layer) => LinearCka.Of(Vectors(before, what, layer), Vectors(after, what, layer));
    }

    private static bool Has(SubjectNumbers measured) =>
        measured.Pairs.Count > 0 && measured.Pairs.All(pair => pair.Numbers.ContainsKey(DriftMeasures.Streams.Key));

    private static int Layers(SubjectNumbers measured) =>
        Streams(measured, DriftMeasures.Cls, DriftMeasures.Clean)[0].Axes[0].Labels.Count;

    private static double[][] Vectors(SubjectNumbers measured, string what, int layer) =>
        [.. Clips.SelectMany(clip => Streams(measured, what, clip))
            .Select(numbers => numbers.Row("layer", layer).Values.ToArray())];

    private static IReadOnlyList<Numbers> Streams(SubjectNumbers measured, string what, string clip) =>
        measured.Samples.Each(DriftMeasures.Streams, DriftMeasures.StreamArray(what, clip));
}
