using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements;

/// <summary>What a user may set.</summary>
public sealed record MeasureOptions
{
    /// <summary>The class that is followed; null: what the clean run predicts.</summary>
    public int? Target { get; init; }

    /// <summary>How many top classes are followed.</summary>
    public int Top { get; init; } = 5;

    /// <summary>Where random draws begin.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>How many random draws a control takes.</summary>
    public int Draws { get; init; } = 5;

    /// <summary>Which tokens are patched alone; null: CLS, and all patches.</summary>
    public IReadOnlyList<TokenSet>? Tokens { get; init; }

    /// <summary>Which ranges of layers; null: all from the first and all to the last.</summary>
    public IReadOnlyList<(int First, int Last)>? Ranges { get; init; }

    /// <summary>More clips with the clean one's outcome, of other scenes: [1, T, C, H, W] each.</summary>
    public IReadOnlyList<Tensor> SameOutcome { get; init; } = [];

    /// <summary>Clips of unrelated classes.</summary>
    public IReadOnlyList<Tensor> Unrelated { get; init; } = [];

    /// <summary>The seeds of the random draws.</summary>
    public IReadOnlyList<long> Seeds => [.. Enumerable.Range(0, Draws).Select(draw => Seed + draw)];
}

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
}

/// <summary>One way of measuring, and what it gave.</summary>
/// <param name="Name">denoising, noising, zero, untrained, ...</param>
/// <param name="Numbers">The arrays.</param>
public sealed record Variant(string Name, IReadOnlyList<Numbers> Numbers);

/// <summary>A measurement by name.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="About">What it measures, in a line.</param>
/// <param name="Needs">What both runs must keep.</param>
/// <param name="Measure">Measures; variants come as they are done.</param>
public sealed record Method(string Name, string About, Sites Needs, Func<MeasureContext, IEnumerable<Variant>> Measure);
