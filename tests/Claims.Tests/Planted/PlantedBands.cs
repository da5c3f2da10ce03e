using System.Globalization;

namespace Claims.Tests.Planted;

/// <summary>
/// What the published protocol must read on a planted model whose class is gathered late from evidence everywhere, by hand: they stand in
/// for the paper's numbers, which are its checkpoint's. A model built otherwise is tried against the same bands.
/// </summary>
internal static class PlantedBands
{
    // Evidence is 0.875 on average over 64 patch tokens, none on CLS; attention is even over 65 tokens.
    private const double Evidence = 0.875 * 64 / 65;

    private static readonly double[] LateGains = [0.3, 0.3, 0.4];

    /// <summary>The layers that gather the class, and how much each.</summary>
    public static (int Layer, double Gain)[] Late { get; } = [.. LateGains.Select((gain, i) => (9 + i, gain))];

    /// <summary>By the check's name; the norms are those of a signal that layers 4 to 11 multiply.</summary>
    public static IReadOnlyDictionary<string, (double Low, double High)> Of(Func<int, (double ByAttention, double ByMlp)> growth,
        double firstDifference, double tolerance)
    {
        var bands = new Dictionary<string, (double, double)>();
        var logit = PlantedModel.ClassGain * Evidence;
        foreach (var name in new[] { "clean class logit", "corrupted class logit", "direct logit attribution of the class" })
            bands[name] = Around(logit, 0.03 * logit);
        for (var state = 0; state < 12; state++)
            bands[string.Create(CultureInfo.InvariantCulture, $"lens at hidden state {state}")] =
                Around(logit * LateGains.Take(Math.Max(0, state - 9)).Sum(), 0.03 * logit);
        // Patch tokens hold their evidence and the class that was gathered; pixels jitter by 5 %.
        bands["largest score"] = Around(logit + 12.5, 1.2);
        bands["smallest score"] = Around(logit + 7.5, 1.2);
        // One of 8 frames; 6 central tokens, half of the frames of each.
        bands["clean class logit change"] = Around(-logit / 8, 0.1 * logit / 8);
        var difference = firstDifference;
        for (var layer = 0; layer < 12; layer++)
        {
            difference *= layer < 4 ? 1 : (1 + growth(layer).ByAttention) * (1 + growth(layer).ByMlp);
            // What the pixels themselves differ by, in few tokens, is there as well.
            bands[string.Create(CultureInfo.InvariantCulture, $"L{layer} difference")] = (0.95 * difference, 1.05 * difference + 0.2);
        }
        bands["difference after the last layer"] = ((1 - tolerance) * difference, (1 + tolerance) * difference);
        // 8 tokens, of which each draws e^6 times what any of the others does.
        var drawn = Math.Exp(6);
        bands["largest weight"] = Around(drawn / (8 * drawn + 57), 0.01);
        return bands;
    }

    /// <summary>
    /// The published ablation of the top tokens, a tubelet's index taken for a frame's: half of each of 6 central tokens.
    /// </summary>
    public static IReadOnlyDictionary<string, (double Low, double High)> TopTokens { get; } = new Dictionary<string, (double, double)>
    {
        ["clean class logit change"] = Around(-PlantedModel.ClassGain * 6 * 0.625 / 65, 0.08),
        ["corrupted class logit change"] = Around(-PlantedModel.ClassGain * 6 * 0.625 / 65, 0.08),
    };

    /// <summary>Nothing changes: the frames taken out hold no evidence.</summary>
    public static IReadOnlyDictionary<string, (double Low, double High)> Untouched { get; } = new Dictionary<string, (double, double)>
    {
        ["clean class logit change"] = Around(0, 0.1),
        ["corrupted class logit change"] = Around(0, 0.1),
    };

    private static (double Low, double High) Around(double value, double by) => (value - by, value + by);
}
