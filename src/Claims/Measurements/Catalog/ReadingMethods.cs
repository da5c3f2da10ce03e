using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;

namespace Claims.Measurements.Catalog;

/// <summary>The measurements that read each clip's run by itself, in the form in which <see cref="Methods"/> lists them.</summary>
internal static class ReadingMethods
{
    private static readonly Sites AttentionNeeds = ClsAttention.Needs | Sites.ResidPre;

    public static IEnumerable<Method> All { get; } =
    [
        new("logits", "class logits and what adds up to them: embedding, attention updates, heads, MLP updates",
            DirectLogitAttribution.Needs, Logits),
        new("lens", "what the classifier would say after every layer", LogitLens.Needs, Lens),
        new("token-map", "each patch token's score: as published, and what reaches CLS from it",
            Sites.ResidPost | Sites.ResidPre | Sites.ReadoutRow, Tokens),
        new("cls-attention", "where each head's CLS query looks, and whether it moves", AttentionNeeds, Attention),
    ];

    private static IEnumerable<Variant> Logits(MeasureContext context) => context.EachClip(run =>
    {
        var trace = run.Keeping(DirectLogitAttribution.Needs);
        var (logits, parts) = (ClassLogits.Of(run.Model, trace), DirectLogitAttribution.Of(run.Model, trace));
        return [logits.Logits, Class("predicted class", logits.Predicted), parts.Logits, parts.Normalised, parts.Components, parts.Heads,
            parts.AttentionBiases];
    });

    private static IEnumerable<Variant> Lens(MeasureContext context) => context.EachClip(run =>
        [LogitLens.Of(run.Model, run.Keeping(LogitLens.Needs)).Logits]);

    // As published, of the class that the clip itself is taken for.
    private static IEnumerable<Variant> Tokens(MeasureContext context)
    {
        foreach (var (name, run, _) in context.BothClips)
        {
            var trace = run.Keeping(TokenMap.Needs(run.Model.Layers));
            var own = context.Options.Target ?? ClassLogits.Of(run.Model, trace).Predicted;
            yield return new(name, Map(run, trace, own));
            if (own != context.Target)
                yield return new($"{name}, of the target class", Map(run, trace, context.Target));
        }

        IReadOnlyList<Numbers> Map(ClipRun run, Trace trace, int label) =>
            [Class("class of the map", label), TokenMap.Raw(run.Model, context.Grid, trace, label),
                TokenMap.IntoCls(run.Model, trace, label)];
    }

    private static IEnumerable<Variant> Attention(MeasureContext context) => context.EachClip(run =>
    {
        var trace = run.Keeping(AttentionNeeds);
        var attention = ClsAttention.Of(run.Model, context.Grid, trace);
        var drift = attention.Drift;
        Numbers?[] all =
        [
            attention.OnGrid, attention.PerTubelet, attention.ToSelf, attention.Entropy,
                ClsAttention.MeanEntropy(run.Model, trace),
            attention.LargestPatch, drift.Centre, drift.Drift, drift.Displacement, drift.Persistence,
                Within(attention, context.Options.Tokens),
        ];
        return [.. all.OfType<Numbers>()];
    });

    // [layer, head, tokens]: a mass per set.
    private static Numbers? Within(ClsAttention attention, IReadOnlyList<TokenSet>? sets)
    {
        if (sets is null)
            return null;
        var masses = sets.Select(set => attention.On(set)).ToArray();
        return new("CLS attention within tokens", "probability", [.. masses[0].Axes, new Axis("tokens", [.. sets.Select(set => set.Name)])],
            [.. Enumerable.Range(0, masses[0].Values.Count).SelectMany(head => masses.Select(mass => mass.Values[head]))]);
    }

    private static Numbers Class(string name, int label) => new(name, "class", [], [label]);
}
