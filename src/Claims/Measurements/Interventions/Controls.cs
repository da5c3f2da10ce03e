using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>A measurement of a pair.</summary>
/// <param name="pair">The clips.</param>
public delegate IReadOnlyList<Numbers> PairMeasurement(ClipPair pair);

/// <summary>
/// What the same measurement reads where the claim cannot be true: of other clips, in the other direction, with random updates, in a model
/// that has learned nothing. Draws come one at a time: their runs are let go before the next.
/// </summary>
public static class Controls
{
    /// <summary>
    /// The measurement with each of these clips in the clean one's place: clips of the same outcome in another scene, or of an unrelated
    /// class. Quantiles over the clips.
    /// </summary>
    public static IReadOnlyList<Numbers> OtherClips(ClipPair pair, IReadOnlyList<Tensor> clips, PairMeasurement measure)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(measure);
        return Quantiles.Over([.. clips.Select(clip =>
        {
            using var donor = new ClipRun(pair.Model, clip);
            return measure(pair.With(donor));
        })]);
    }

    /// <summary>The measurement with the pair's parts exchanged.</summary>
    public static IReadOnlyList<Numbers> OtherDirection(ClipPair pair, PairMeasurement measure)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(measure);
        return measure(pair.Swapped);
    }

    /// <summary>The measurement in models of the same architecture with random weights. Quantiles over the seeds.</summary>
    public static IReadOnlyList<Numbers> Untrained(ClipPair pair, IReadOnlyList<long> seeds, PairMeasurement measure)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(measure);
        return Quantiles.Over([.. seeds.Select(seed =>
        {
            using var untrained = pair.Model.Untrained(seed);
            using var same = new ClipPair(untrained, pair.Clean.Clip, pair.Corrupt.Clip) { Progress = pair.Progress };
            return measure(same);
        })]);
    }

    /// <summary>
    /// Patching, with each update's difference (clean - corrupt) replaced by a random one of the same norm, token by token: recovery by
    /// layer and component. Quantiles over the seeds.
    /// </summary>
    public static IReadOnlyList<Numbers> RandomComponents(ClipPair pair, IReadOnlyList<long> seeds, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return RandomUpdates(pair, seeds, target, [.. Component.Sites(pair.Model).Select(site => (site, (int?)null))],
            Component.ComponentAxes(pair.Model));
    }

    /// <summary>The same of single heads: recovery by layer and head.</summary>
    /// <inheritdoc cref="RandomComponents"/>
    public static IReadOnlyList<Numbers> RandomHeads(ClipPair pair, IReadOnlyList<long> seeds, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return RandomUpdates(pair, seeds, target, [.. Component.Heads(pair.Model).Select(place => (Site.Z(place.Layer), (int?)place.Head))],
            Component.HeadAxes(pair.Model));
    }

    /// <summary>
    /// The delta cascade of the corrupted run and itself with a random difference in its embedding, as large as (clean - corrupt) there,
    /// token by token. Quantiles over the seeds.
    /// </summary>
    public static IReadOnlyList<Numbers> RandomCascade(ClipPair pair, TokenGrid grid, IReadOnlyList<long> seeds)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(seeds);
        var sites = Sites.ResidPre | Sites.ResidPost;
        var (clean, corrupt, embedding) = (pair.Clean.Keeping(sites), pair.Corrupt.Keeping(sites), Site.ResidPre(0));
        return Quantiles.Over([.. seeds.Select(seed =>
        {
            using var scope = NewDisposeScope();
            var noise = RandomUpdate.LikeNorm(clean[embedding] - corrupt[embedding], embedding, seed);
            using var moved = pair.Model.Replay(corrupt, Sites.ResidPost, Patch.Add(embedding, noise));
            var norms = Enumerable.Range(0, pair.Model.Layers)
                .Select(layer => DeltaCascade.TokenNorms.Of(moved[Site.ResidPost(layer)], corrupt[Site.ResidPost(layer)]));
            var measured = DeltaCascade.Measure([.. norms], grid);
            noise.Dispose();
            return measured;
        })]);
    }

    private static IReadOnlyList<Numbers> RandomUpdates(ClipPair pair, IReadOnlyList<long> seeds, int? target,
        (Site Site, int? Head)[] places, IReadOnlyList<Axis> axes)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var (clean, corrupt) = (pair.Clean.Keeping(Patching.Needs), pair.Corrupt.Keeping(Patching.Needs));
        return Quantiles.Over([.. seeds.Select(seed =>
        {
            // One a site: heads of a layer share theirs, each its own part.
            var random = places.Select(place => place.Site).Distinct().ToDictionary(site => site, site => Difference(site, seed));
            var recoveries =
                PatchSweep.Run(pair, [.. places.Select(place => new[] { Patch.Add(place.Site, random[place.Site], place.Head) })], target,
                    Sites.Z);
            foreach (var update in random.Values)
                update.Dispose();
            return Recovery.Table(axes, recoveries);
        })]);

        Tensor Difference(Site site, long seed)
        {
            using var scope = NewDisposeScope();
            return RandomUpdate.LikeNorm(clean[site] - corrupt[site], site, seed);
        }
    }
}
