using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;

namespace Claims.Measurements.Interventions;

/// <summary>
/// Activation patching: the corrupted run with some of its updates replaced by the clean run's, and how much of the outcome signal that
/// brings back (<see cref="Recovery"/>). For noising, measure <see cref="ClipPair.Swapped"/>.
/// </summary>
public static class Patching
{
    private static readonly Sites Updates = Sites.AttnOut | Sites.MlpOut;

    /// <summary>What both runs must keep, for any of the sweeps in either direction.</summary>
    public static Sites Needs => Sites.Residual | Sites.AttnOut | Sites.MlpOut | Sites.Z;

    /// <summary>Every attention update and every MLP update, all tokens: <see cref="Recovery"/> by layer and component.</summary>
    /// <param name="pair">The clips.</param>
    /// <param name="target">The class whose logit is followed; null: what the clean run predicts.</param>
    /// <param name="donor">Where the updates come from instead of the clean run; the outcome signal stays clean - corrupt.</param>
    public static IReadOnlyList<Numbers> Components(ClipPair pair, int? target = null, ClipRun? donor = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        pair.Plan(donor is null ? Updates : Sites.None, Sites.Residual);
        var source = (donor ?? pair.Clean).Keeping(Updates);
        Patch[][] runs = [.. Component.Sites(pair.Model).Select(site => new[] { Patch.With(source, site) })];
        return Recovery.Table(Component.ComponentAxes(pair.Model), PatchSweep.Run(pair, runs, target));
    }

    /// <summary>
    /// Every head's slice of the context before the output projection, all tokens: <see cref="Recovery"/> by layer and head.
    /// </summary>
    /// <inheritdoc cref="Components"/>
    public static IReadOnlyList<Numbers> Heads(ClipPair pair, int? target = null, ClipRun? donor = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return SomeHeads(pair, Component.Heads(pair.Model), Component.HeadAxes(pair.Model), target, donor);
    }

    /// <summary>The same of some heads alone: <see cref="Recovery"/> by head, which are named L9H8.</summary>
    /// <param name="pair">The clips.</param>
    /// <param name="heads">Which.</param>
    /// <param name="target">The class whose logit is followed; null: what the clean run predicts.</param>
    public static IReadOnlyList<Numbers> SomeHeads(ClipPair pair, IReadOnlyList<(int Layer, int Head)> heads, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(heads);
        return SomeHeads(pair, heads, [new Axis("head", [.. heads.Select(place => $"L{place.Layer}H{place.Head}")])], target, null);
    }

    private static IReadOnlyList<Numbers> SomeHeads(ClipPair pair, IReadOnlyList<(int Layer, int Head)> heads, IReadOnlyList<Axis> axes,
        int? target, ClipRun? donor)
    {
        pair.Plan(donor is null ? Sites.Z : Sites.None, Sites.Residual | Sites.Z);
        var source = (donor ?? pair.Clean).Keeping(Sites.Z);
        Patch[][] runs = [.. heads.Select(place => new[] { Patch.With(source, Site.Z(place.Layer), place.Head) })];
        return Recovery.Table(axes, PatchSweep.Run(pair, runs, target, Sites.Z));
    }

    /// <summary>
    /// The updates of several layers at once, all tokens: <see cref="Recovery"/> by range and component (ATTN, MLP, both).
    /// </summary>
    /// <param name="pair">The clips.</param>
    /// <param name="ranges">First and last layer, both included; null: every range that begins at the first layer or ends at the
    /// last.</param>
    /// <param name="target">The class whose logit is followed; null: what the clean run predicts.</param>
    /// <exception cref="BadInputException">A range has layers that the model does not have.</exception>
    public static IReadOnlyList<Numbers> Ranges(ClipPair pair, IReadOnlyList<(int First, int Last)>? ranges = null, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var layers = pair.Model.Layers;
        ranges ??= [.. Enumerable.Range(0, layers).Select(last => (0, last)), .. Enumerable.Range(1, layers - 1)
            .Select(first => (first, layers - 1))];
        foreach (var (first, last) in ranges)
        {
            if (first < 0 || last < first || last >= layers)
                throw new BadInputException($"{first}-{last} is no range of layers.", remedy: $"The model has layers 0 to {layers - 1}.");
        }
        pair.Plan(Updates, Sites.Residual);
        var source = pair.Clean.Keeping(Updates);
        SiteKind[][] kinds = [[SiteKind.AttnOut], [SiteKind.MlpOut], [SiteKind.AttnOut, SiteKind.MlpOut]];
        Patch[][] runs = [.. from range in ranges from kind in kinds select Range(source, range, kind)];
        Axis[] axes =
            [new("layers", [.. ranges.Select(range => $"{range.First}-{range.Last}")]), new("component", ["ATTN", "MLP", "both"])];
        return Recovery.Table(axes, PatchSweep.Run(pair, runs, target));
    }

    /// <summary>Attention and MLP updates of some tokens only: <see cref="Recovery"/> by layer, component and token set.</summary>
    /// <param name="pair">The clips.</param>
    /// <param name="sets">Which tokens.</param>
    /// <param name="target">The class whose logit is followed; null: what the clean run predicts.</param>
    public static IReadOnlyList<Numbers> TokenSets(ClipPair pair, IReadOnlyList<TokenSet> sets, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(sets);
        pair.Plan(Updates, Sites.Residual);
        var source = pair.Clean.Keeping(Updates);
        Patch[][] runs =
            [.. from site in Component.Sites(pair.Model) from set in sets select new[] { Patch.With(source, site, tokens: set.Tokens) }];
        return Recovery.Table([.. Component.ComponentAxes(pair.Model), new Axis("tokens", [.. sets.Select(set => set.Name)])],
            PatchSweep.Run(pair, runs, target));
    }

    /// <summary>
    /// What the recoveries are shares of: <c>max_delta_norm</c>, <c>delta_frobenius_squared</c>, <c>cls_delta_norm</c>, and the target's
    /// logits of both runs.
    /// </summary>
    /// <inheritdoc cref="Components"/>
    public static IReadOnlyList<Numbers> Reference(ClipPair pair, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        using var signal = PatchSweep.Signal(pair);
        var of = PatchSweep.Target(pair, target);
        return
        [
            new Numbers("max_delta_norm", "norm", [], [signal.MeanNorm]),
            new Numbers("delta_frobenius_squared", "norm squared", [], [signal.Squared]),
            new Numbers("cls_delta_norm", "norm", [], [signal.ClsNorm]),
            new Numbers("target_class", "class", [], [of]),
            new Numbers("target_logit_clean", "logit", [], [PatchSweep.Logit(pair.Clean.Keeping(Sites.None), of)]),
            new Numbers("target_logit_corrupt", "logit", [], [PatchSweep.Logit(pair.Corrupt.Keeping(Sites.None), of)]),
        ];
    }

    private static Patch[] Range(Trace source, (int First, int Last) range, SiteKind[] kinds) =>
        [.. from layer in Enumerable.Range(range.First, range.Last - range.First + 1) from kind in kinds
            select Patch.With(source, new Site(layer, kind))];
}
