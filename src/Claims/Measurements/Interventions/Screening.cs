using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Runs;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>
/// The sweep over all heads in bfloat16, which a GPU computes several times as fast as float32, to find those worth measuring; what is
/// said of these is measured in float32. A head is missed where bfloat16's error, a few percent of its effect, hides it behind the last
/// survivor.
/// </summary>
public static class Screening
{
    /// <summary>
    /// <c>screened_projection_pct</c> by layer and head, in bfloat16; and <see cref="Patching.Heads"/>'s numbers of the heads of the
    /// largest magnitude, in float32.
    /// </summary>
    /// <param name="pair">The clips, in a model of float32.</param>
    /// <param name="survivors">How many heads are measured again; all where the model has fewer.</param>
    /// <param name="target">The class whose logit is followed; null: what the clean run predicts.</param>
    /// <exception cref="BadInputException">The model is not in float32.</exception>
    public static IReadOnlyList<Numbers> Heads(ClipPair pair, int survivors, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentOutOfRangeException.ThrowIfLessThan(survivors, 1);
        if (pair.Model.Dtype != ScalarType.Float32)
            throw new BadInputException($"What a screening finds is measured in float32; the model is in {pair.Model.Dtype}.",
                remedy: "Leave --dtype or --screen out.");
        var screened = Coarse(pair, PatchSweep.Target(pair, target));
        var heads = Component.Heads(pair.Model);
        (int, int)[] strongest =
            [.. heads.Zip(screened.Values).OrderByDescending(head => Math.Abs(head.Second)).Take(survivors).Select(head => head.First)
                .Order()];
        return [screened, .. Patching.SomeHeads(pair, strongest, target)];
    }

    private static Numbers Coarse(ClipPair pair, int target)
    {
        using var coarse = pair.Model.To(ScalarType.BFloat16);
        using var clips = new ClipPair(coarse, pair.Clean.Clip, pair.Corrupt.Clip) { Progress = pair.Progress };
        var projection = Patching.Heads(clips, target).Single(numbers => numbers.Name == Recovery.ProjectionArray);
        return new Numbers("screened_" + Recovery.ProjectionArray, projection.Unit, projection.Axes, projection.Values);
    }
}
