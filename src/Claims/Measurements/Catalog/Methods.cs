using Claims.Measurements.Arrays;
using Claims.Measurements.Attribution;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;

namespace Claims.Measurements.Catalog;

/// <summary>Every measurement of a pair of clips that is no paper's own, by name.</summary>
public static class Methods
{
    /// <summary>One line per method.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        .. ReadingMethods.All,
        .. PixelMethods.All,
        .. ProbeMethods.All,
        new("cascade", "how far the two runs are apart after every layer", DeltaCascade.Needs, Cascade),
        new("ablation", "every attention and MLP update replaced: by nothing, the mean, the other clip's", ComponentAblation.Needs,
            Ablation),
        new("ablation-heads", "the same of every head", ComponentAblation.Needs, AblationHeads),
        new("patching", "every attention and MLP update patched, both ways", Patching.Needs, Components),
        new("patching-heads", "every head patched, both ways", Patching.Needs, Heads),
        new("patching-layers", "the updates of several layers patched at once", Patching.Needs, Layers),
        new("patching-tokens", "every update patched for some tokens only", Patching.Needs, Tokens),
        new("attribution", "first-order estimates of patching, and their agreement with it", AttributionPatching.Needs | Patching.Needs,
            Attribution),
        new("controls", "cascade, patching and ablation where the claim cannot be true", Patching.Needs, ControlVariants.Measure),
    ];

    /// <summary>
    /// All, with a paper's own: variants as it published them are added to the method of the same name; others stand before the last, the
    /// controls, which let go of the pair's runs.
    /// </summary>
    public static IReadOnlyList<Method> With(IReadOnlyList<Method> published)
    {
        ArgumentNullException.ThrowIfNull(published);
        var merged = All.Select(method => published.FirstOrDefault(own => own.Name == method.Name) is { } own ? method.Then(own) : method)
            .ToArray();
        return [.. merged[..^1], .. published.Where(own => All.All(method => method.Name != own.Name)), merged[^1]];
    }

    private static IEnumerable<Variant> Cascade(MeasureContext context) =>
        [new("clean - corrupt", DeltaCascade.Measure(context.Pair, context.Grid))];

    private static IEnumerable<Variant> Components(MeasureContext context) =>
        BothWays(context, () => context.PatchedComponents, pair => Patching.Components(pair, context.Target));

    private static IEnumerable<Variant> Heads(MeasureContext context) => context.Options.Screen is { } survivors
        ? BothWays(context, null, pair => Screening.Heads(pair, survivors, context.Target))
        : BothWays(context, () => context.PatchedHeads, pair => Patching.Heads(pair, context.Target));

    private static IEnumerable<Variant> Layers(MeasureContext context) =>
        BothWays(context, null, pair => Patching.Ranges(pair, context.Options.Ranges, context.Target));

    private static IEnumerable<Variant> Tokens(MeasureContext context)
    {
        var sets = context.Options.Tokens ?? [TokenSet.Cls(context.Grid), TokenSet.Patches(context.Grid)];
        return BothWays(context, null, pair => Patching.TokenSets(pair, sets, context.Target));
    }

    private static IEnumerable<Variant> Attribution(MeasureContext context)
    {
        var (components, heads) = AttributionPatching.Estimate(context.Pair);
        yield return new("components", AttributionPatching.WithExact(components, context.PatchedComponents));
        yield return new("heads", AttributionPatching.WithExact(heads, context.PatchedHeads));
    }

    private static IEnumerable<Variant> Ablation(MeasureContext context) =>
        Replaced(context, replacement => ComponentAblation.Components(context.Pair, replacement, context.Options.Top, context.Target));

    private static IEnumerable<Variant> AblationHeads(MeasureContext context) =>
        Replaced(context, replacement => ComponentAblation.Heads(context.Pair, replacement, context.Options.Top, context.Target));

    // The mean is over all clips there are; resampled from the first clip of an unrelated class, or else of the same outcome, or else the
    // corrupted one.
    private static IEnumerable<Variant> Replaced(MeasureContext context, Func<Replacement, IReadOnlyList<Numbers>> measure)
    {
        var (pair, options) = (context.Pair, context.Options);
        using var zero = Replacement.Zero();
        yield return new("zero", measure(zero));
        using (var mean = Replacement.Mean(pair.Model, [.. options.SameOutcome, .. options.Unrelated], pair.Clean, pair.Corrupt))
            yield return new("mean", measure(mean));
        var other = options.Unrelated.Concat(options.SameOutcome).FirstOrDefault();
        using var donor = other is null ? null : new ClipRun(pair.Model, other);
        using var resample = Replacement.Resample(donor ?? pair.Corrupt);
        yield return new("resample", measure(resample));
    }

    private static IEnumerable<Variant> BothWays(MeasureContext context, Func<IReadOnlyList<Numbers>>? denoising, PairMeasurement measure)
    {
        yield return new("signal", Patching.Reference(context.Pair, context.Target));
        yield return new("denoising", denoising is null ? measure(context.Pair) : denoising());
        yield return new("noising", measure(context.Pair.Swapped));
    }
}
