using Claims.Common;
using Claims.Common.Native;
using Claims.Measurements.Arrays;
using Claims.Measurements.Runs;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>What an ablated update is replaced with. Owns what it makes, not what it borrows from runs.</summary>
public sealed class Replacement : IDisposable
{
    private readonly Func<Trace, Site, Tensor> _value;
    private readonly Dictionary<(Trace?, Site), Tensor> _made;

    private Replacement(string name, Func<Trace, Site, Tensor> value, Dictionary<(Trace?, Site), Tensor> made) =>
        (Name, _value, _made) = (name, value, made);

    /// <summary>What every run that is read here must keep.</summary>
    public static Sites Needs => Sites.AttnOut | Sites.MlpOut | Sites.Z;

    /// <summary>zero, mean, resample or random.</summary>
    public string Name { get; }

    /// <summary>Whether the ablated run's own updates are read.</summary>
    internal bool ReadsOwn { get; private init; }

    /// <summary>Nothing in its place.</summary>
    public static Replacement Zero()
    {
        using var outside = NewDisposeScope();
        var made = new Dictionary<(Trace?, Site), Tensor> { [default] = zeros(1).DetachFromDisposeScope() };
        return new("zero", (_, _) => made[default], made);
    }

    /// <summary>The mean of some clips' updates, token by token.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">pixel_values [1, T, C, H, W] each; run one at a time.</param>
    /// <param name="known">Clips whose runs are there already.</param>
    /// <exception cref="BadInputException">There are none.</exception>
    public static Replacement Mean(VideoModel model, IReadOnlyList<Tensor> clips, params ClipRun[] known)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(known);
        var count = clips.Count + known.Length;
        if (count == 0)
            throw new BadInputException("A mean over no clips was asked for.", remedy: "Name the clips to take the mean over.");
        Site[] sites = [.. Component.Sites(model), .. Enumerable.Range(0, model.Layers).Select(Site.Z)];
        var made = new Dictionary<(Trace?, Site), Tensor>();
        foreach (var run in known)
            Add(run.Keeping(Needs));
        foreach (var clip in clips)
        {
            using var trace = model.Run(clip, Needs);
            Add(trace);
        }
        return new("mean", (_, site) => made[(null, site)], made);

        void Add(Trace trace)
        {
            using var scope = NewDisposeScope();
            foreach (var site in sites)
            {
                if (made.TryGetValue((null, site), out var sum))
                    sum.add_(trace[site], alpha: Scalars.Of(1.0 / count));
                else
                    made[(null, site)] = (trace[site] / Scalars.Of(count)).DetachFromDisposeScope();
            }
        }
    }

    /// <summary>Another clip's updates.</summary>
    /// <param name="donor">Must outlive the replacement.</param>
    public static Replacement Resample(ClipRun donor)
    {
        ArgumentNullException.ThrowIfNull(donor);
        return new("resample", (_, site) => donor.Keeping(Needs)[site], []);
    }

    /// <summary>
    /// A random update of the run's own norm, token by token (for a head: of its part of the context): a control for the others.
    /// </summary>
    /// <param name="seed">The same seed gives a site the same directions, in any run.</param>
    public static Replacement Random(long seed)
    {
        var made = new Dictionary<(Trace?, Site), Tensor>();
        return new("random", (own, site) =>
            made.TryGetValue((own, site), out var known) ? known : made[(own, site)] = RandomUpdate.LikeNorm(own[site], site, seed), made)
        {
            ReadsOwn = true,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _made.Values)
            tensor.Dispose();
    }

    /// <summary>The patch that ablates a site (or one head of it) in a run.</summary>
    internal Patch For(Trace own, Site site, int? head) => Patch.Set(site, _value(own, site), head);
}
