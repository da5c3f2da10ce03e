using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using static TorchSharp.torch;

namespace Claims.Measurements.Catalog;

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

    /// <summary>
    /// How many heads a sweep in bfloat16 hands to float32: <see cref="Screening"/>; null: all are measured in the model's type.
    /// </summary>
    public int? Screen { get; init; }

    /// <summary>Which tokens are looked at, patched or taken out alone; null: the method's own choice.</summary>
    public IReadOnlyList<TokenSet>? Tokens { get; init; }

    /// <summary>Which ranges of layers; null: all from the first and all to the last.</summary>
    public IReadOnlyList<(int First, int Last)>? Ranges { get; init; }

    /// <summary>How many of the top tokens are taken out, in turn; null: the published share, and a curve around it.</summary>
    public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>What tokens are ranked by: a name of <see cref="TokenScores"/>.</summary>
    public string RankBy { get; init; } = TokenScores.Published;

    /// <summary>What is put where pixels are taken out; more than one: all is measured with each.</summary>
    public IReadOnlyList<FillKind> Fills { get; init; } = [FillKind.Zero];

    /// <summary>What the model's input has where a pixel is black, a number per channel; for <see cref="FillKind.Black"/>.</summary>
    public IReadOnlyList<float>? Black { get; init; }

    /// <summary>Which frames are taken out together; null: each tubelet's.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Frames { get; init; }

    /// <summary>Points on the path of integrated gradients.</summary>
    public int Steps { get; init; } = 32;

    /// <summary>More clips with the clean one's outcome, of other scenes: [1, T, C, H, W] each.</summary>
    public IReadOnlyList<Tensor> SameOutcome { get; init; } = [];

    /// <summary>Clips of unrelated classes.</summary>
    public IReadOnlyList<Tensor> Unrelated { get; init; } = [];

    /// <summary>Many clips with their outcomes, for probes that must hold for clips they have not seen.</summary>
    public IReadOnlyList<LabelledClip> Clips { get; init; } = [];

    /// <summary>The seeds of the random draws.</summary>
    public IReadOnlyList<long> Seeds => [.. Enumerable.Range(0, Draws).Select(draw => Seed + draw)];
}
