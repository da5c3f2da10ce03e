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

    /// <summary>Which tokens, as <see cref="TokenSet.Parse"/> reads them.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = ["cls", "patches"];

    /// <summary>Which ranges of layers; null: all from the first and all to the last.</summary>
    public IReadOnlyList<(int First, int Last)>? Ranges { get; init; }

    /// <summary>More clips with the clean one's outcome, of other scenes: [1, T, C, H, W] each.</summary>
    public IReadOnlyList<Tensor> SameOutcome { get; init; } = [];

    /// <summary>Clips of unrelated classes.</summary>
    public IReadOnlyList<Tensor> Unrelated { get; init; } = [];

    /// <summary>The seeds of the random draws.</summary>
    public IReadOnlyList<long> Seeds => [.. Enumerable.Range(0, Draws).Select(draw => Seed + draw)];
}

/// <summary>What a method measures on.</summary>
/// <param name="Pair">The clips and their runs.</param>
/// <param name="Grid">Where the tokens lie.</param>
/// <param name="Options">What the user set.</param>
public sealed record MeasureContext(ClipPair Pair, TokenGrid Grid, MeasureOptions Options);

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
