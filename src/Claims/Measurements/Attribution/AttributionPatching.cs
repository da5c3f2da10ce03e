using Claims.Common.Native;
using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Attribution;

/// <summary>
/// What patching would project onto the outcome signal, estimated to first order for every component and head at once: the gradient at the
/// corrupted run of m = (last stream - corrupt last stream) . D / |D|^2, times (clean - corrupt) at the component. The two clips' runs and
/// one way back, in which each block is computed once more (<see cref="Gradients.OfSites"/>).
/// </summary>
public static class AttributionPatching
{
    /// <summary>What both runs must keep.</summary>
    public static Sites Needs => Sites.ResidPre | Sites.ResidPost | Sites.AttnOut | Sites.MlpOut | Sites.Z;

    /// <summary><c>estimate_pct</c> by layer and component, and <c>estimate_pct</c> by layer and head.</summary>
    /// <param name="pair">The clips.</param>
    public static (Numbers Components, Numbers Heads) Estimate(ClipPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var model = pair.Model;
        var (clean, corrupt) = (pair.Clean.Keeping(Needs), pair.Corrupt.Keeping(Needs));
        using var atEnd = Gradient(pair);
        var components = new double[model.Layers * 2];
        var heads = new double[model.Layers * model.Heads];
        foreach (var (layer, mlp, attention, z) in Gradients.OfSites(model, corrupt, atEnd))
        {
            components[2 * layer] = Dots(attention, Site.AttnOut(layer))[0];
            components[2 * layer + 1] = Dots(mlp, Site.MlpOut(layer))[0];
            Dots(z, Site.Z(layer)).CopyTo(heads, layer * model.Heads);
            pair.Progress?.Report((model.Layers - layer, model.Layers));
        }
        return (new Numbers("estimate_pct", "%", Component.ComponentAxes(model), components),
            new Numbers("estimate_pct", "%", Component.HeadAxes(model), heads));

        // In percent; of z, one per head.
        double[] Dots(Tensor gradient, Site site)
        {
            using var scope = NewDisposeScope();
            var products = gradient.to(float64) * (clean[site].to(float64) - corrupt[site].to(float64));
            return (products.reshape([site.IsPerHead ? model.Heads : 1, -1]).sum(-1) * Scalars.Of(100)).Doubles();
        }
    }

    // Of m with respect to the last stream: D / |D|^2, [1, N, D].
    private static Tensor Gradient(ClipPair pair)
    {
        using var scope = NewDisposeScope();
        using var signal = PatchSweep.Signal(pair);
        return (signal.Delta / Scalars.Of(signal.Squared)).unsqueeze(0).to(pair.Model.Dtype).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The estimates beside exact patching's <c>projection_pct</c> (<c>actual_projection_pct</c>), and their agreement: <c>spearman</c>
    /// over all of them.
    /// </summary>
    /// <param name="estimate">From <see cref="Estimate"/>: the components' or the heads'.</param>
    /// <param name="exact">From <see cref="Patching.Components"/> or <see cref="Patching.Heads"/> of the same pair.</param>
    public static IReadOnlyList<Numbers> WithExact(Numbers estimate, IReadOnlyList<Numbers> exact)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(exact);
        var actual = exact.Single(numbers => numbers.Name == Recovery.ProjectionArray);
        return
        [
            estimate,
            new Numbers("actual_projection_pct", "%", actual.Axes, actual.Values),
            new Numbers("spearman", "rank correlation", [], [Ranks.Spearman(estimate.Values, actual.Values)]),
        ];
    }
}
