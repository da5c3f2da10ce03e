using Claims.Measurements.Arrays;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>
/// Attention and MLP updates of some layers patched one at a time, and where that moves the end of the last block: as
/// <see cref="Recovery"/> has it, and CLS itself, as a vector, so that movements of many pairs can be laid beside each other.
/// </summary>
public static class UpdateMovement
{
    /// <summary>The array of what is read of a patched run minus that of the corrupted one, by layer, component and width.</summary>
    public const string MovementArray = "cls_movement";

    /// <summary>The array of the clean run minus the corrupted one, by width.</summary>
    public const string SignalArray = "cls_signal";

    /// <summary>The array of the corrupted run, by width.</summary>
    public const string CorruptArray = "cls_corrupt";

    /// <summary>What the runs must keep.</summary>
    public static Sites Needs => Sites.Residual | Sites.AttnOut | Sites.MlpOut;

    /// <summary>Updates of the clean run in the corrupted one.</summary>
    /// <param name="pair">The clips.</param>
    /// <param name="layers">First and last layer, both included.</param>
    /// <param name="target">The class whose logit is followed.</param>
    /// <returns>
    /// By layer and component (ATTN, MLP), <see cref="Recovery"/>'s arrays, of the pair's own signal; <c>cls_movement</c> with a last
    /// axis, width: CLS of the patched run minus CLS of the corrupted one; <c>cls_signal</c> [width]: of the clean run minus the
    /// corrupted one; <c>cls_corrupt</c> [width]: of the corrupted one.
    /// </returns>
    public static IReadOnlyList<Numbers> Of(ClipPair pair, (int First, int Last) layers, int target)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var source = pair.Clean.Keeping(Sites.AttnOut | Sites.MlpOut);
        return Sweep(pair, layers, target, site => Patch.With(source, site));
    }

    /// <summary>Random directions in the updates' place, each token's as long as (clean - corrupt) there.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<Numbers> Random(ClipPair pair, (int First, int Last) layers, int target, long seed)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var updates = Sites.AttnOut | Sites.MlpOut;
        var (clean, corrupt) = (pair.Clean.Keeping(updates), pair.Corrupt.Keeping(updates));
        using var scope = NewDisposeScope();
        return Sweep(pair, layers, target, site =>
            Patch.Add(site, RandomUpdate.LikeNorm(clean[site] - corrupt[site], site, seed).MoveToOuterDisposeScope()));
    }

    /// <summary>The clean run's updates of some tokens only.</summary>
    /// <param name="pair">The clips.</param>
    /// <param name="layers">First and last layer, both included.</param>
    /// <param name="sets">Which tokens.</param>
    /// <param name="target">The class whose logit is followed.</param>
    /// <returns>By layer, component and token set, <see cref="Recovery"/>'s arrays.</returns>
    public static IReadOnlyList<Numbers> OfTokens(ClipPair pair, (int First, int Last) layers, IReadOnlyList<TokenSet> sets, int target)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(sets);
        var source = pair.Clean.Keeping(Sites.AttnOut | Sites.MlpOut);
        Patch[][] runs = [.. from site in SitesOf(layers) from set in sets select new[] { Patch.With(source, site, tokens: set.Tokens) }];
        Axis[] axes = [LayerAxis(layers), Component.Axis, new("tokens", [.. sets.Select(set => set.Name)])];
        return Recovery.Table(axes, PatchSweep.Run(pair, runs, target));
    }

    private static Site[] SitesOf((int First, int Last) layers) =>
        [.. from layer in Enumerable.Range(layers.First, layers.Last - layers.First + 1)
            from kind in new[] { SiteKind.AttnOut, SiteKind.MlpOut } select new Site(layer, kind)];

    private static Axis LayerAxis((int First, int Last) layers) =>
        new("layer", [.. Enumerable.Range(layers.First, layers.Last - layers.First + 1).Select(layer => $"{layer}")]);

    private static List<Numbers> Sweep(ClipPair pair, (int First, int Last) layers, int target, Func<Site, Patch> patch)
    {
        using var scope = NewDisposeScope();
        var sites = SitesOf(layers);
        using var signal = PatchSweep.Signal(pair);
        var corrupt = pair.Corrupt.Keeping(Sites.Of(pair.LastStream))[pair.LastStream];
        var movements = new double[sites.Length][];
        var recoveries = PatchSweep.Run(pair, [.. sites.Select(site => new[] { patch(site) })], target, observe: (run, last) =>
            movements[run] = (pair.Model.Pool(last[0]).to(float64) - pair.Model.Pool(corrupt[0]).to(float64)).Doubles());
        Axis[] axes = [LayerAxis(layers), Component.Axis];
        var width = Axis.Counting("width", movements[0].Length);
        return
        [
            .. Recovery.Table(axes, recoveries),
            new Numbers(MovementArray, "norm", [.. axes, width], [.. movements.SelectMany(movement => movement)]),
            new Numbers(SignalArray, "norm", [width], pair.Model.Pool(signal.Delta).Doubles()),
            new Numbers(CorruptArray, "norm", [width], pair.Model.Pool(corrupt[0]).Doubles()),
        ];
    }
}
