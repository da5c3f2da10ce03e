using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;

namespace Claims.Measurements.Catalog;

/// <summary>What a method measures on, and what more than one of them needs.</summary>
public sealed class MeasureContext
{
    private readonly Lazy<IReadOnlyList<Numbers>> _components, _heads;

    /// <summary>A context in which nothing has been measured yet.</summary>
    public MeasureContext(ClipPair pair, TokenGrid grid, MeasureOptions options)
    {
        (Pair, Grid, Options) = (pair, grid, options);
        _components = new(() => Patching.Components(Pair, Target));
        _heads = new(() => Patching.Heads(Pair, Target));
    }

    /// <summary>The clips and their runs.</summary>
    public ClipPair Pair { get; }

    /// <summary>Where the tokens lie.</summary>
    public TokenGrid Grid { get; }

    /// <summary>What the user set.</summary>
    public MeasureOptions Options { get; }

    /// <summary>The class that is followed, in both directions: the one asked for, or what the clean run predicts.</summary>
    public int Target => PatchSweep.Target(Pair, Options.Target);

    /// <summary><see cref="Patching.Components"/>, measured once.</summary>
    public IReadOnlyList<Numbers> PatchedComponents => _components.Value;

    /// <summary><see cref="Patching.Heads"/>, measured once.</summary>
    public IReadOnlyList<Numbers> PatchedHeads => _heads.Value;

    /// <summary>Both clips, each with the other one.</summary>
    internal IEnumerable<(string Name, ClipRun Run, ClipRun Other)> BothClips =>
        [("clean", Pair.Clean, Pair.Corrupt), ("corrupt", Pair.Corrupt, Pair.Clean)];

    /// <summary>One variant per clip.</summary>
    internal IEnumerable<Variant> EachClip(Func<ClipRun, IReadOnlyList<Numbers>> measure) =>
        BothClips.Select(clip => new Variant(clip.Name, measure(clip.Run)));
}
