using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Claims.Common;
using Claims.Measurements.Tokens;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Subjects;
using static TorchSharp.torch;

namespace Claims.Tests.Planted;

/// <summary>
/// Clips of 8 frames of 4 x 4 pixels, a channel a feature: ball, pins, evidence of the action, outcome, and a scene's look, which is
/// large, random, and another one in every clip. A token is a pixel of two frames.
/// </summary>
internal sealed record PlantedWorld
{

    /// <summary>So little beside scenes that a model that does not know where to look cannot tell it.</summary>
    public const double Faint = 0.02;

    /// <summary>How large scenes are in the pixels.</summary>
    public double SceneSize { get; init; } = 2;

    /// <summary>How large the outcome is in the pixels.</summary>
    public double Mark { get; init; } = Faint;

    /// <summary>
    /// Whether clean clips, and other scenes, look one way and corrupted clips the other: a scene that goes with the outcome, and a control
    /// that shows it.
    /// </summary>
    public bool Confounded { get; init; }
    private const int PinsColumn = 3, PinsRow = 2;

    /// <summary>Where evidence of the action is.</summary>
    public PlantedEvidence Evidence { get; init; } = PlantedEvidence.Spread;

    /// <summary>Whether the corrupted clip shows the action as well.</summary>
    public bool CorruptShowsAction { get; init; } = true;

    /// <summary>Whether a clip's scene looks the same in all of its tokens.</summary>
    public bool EvenScene { get; init; }

    public static TokenGrid Grid { get; } = TokenGrid.Of(PlantedModel.Config.Shape);

    public static bool IsLate(int tubelet) => tubelet >= Grid.Tubelets / 2;

    /// <summary>The sixth column of the eight that the figure's fold makes of this grid: patches 60 to 80 of 98.</summary>
    public static bool IsNamed(int token) => token % FoldedAttention.Shape(Grid).Columns == 5;

    public static int Channel(Feature feature) => feature switch
    {
        Feature.Ball => 0,
        Feature.Pins => 1,
        Feature.Evidence => 2,
        Feature.Outcome => 3,
        Feature.Scene => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "no pixels show it."),
    };

    /// <summary>Pairs of clips in scenes of their own, and for each another scene with the corrupted one's outcome.</summary>
    public IReadOnlyList<SubjectPair> Pairs(int count, uint seed) =>
    [
        .. Enumerable.Range(0, count)
            .Select(pair =>
                new SubjectPair($"pair {pair}", _ => Clip(seed, pair, 0, 1, true), _ => Clip(seed, pair, 1, -1, CorruptShowsAction))
        {
            OtherScene = _ => Clip(seed, pair, 2, -1, CorruptShowsAction),
        }),
    ];

    private SubjectClip Clip(uint seed, int pair, int scene, int outcome, bool action)
    {
        var random = new NumpyRandom(seed * 1_000_003u + (uint)pair * 3u + (uint)scene);
        double Draw() => 2 * random.RandomSample() - 1;
        var (config, cells) = (PlantedModel.Config, Grid.Rows * Grid.Columns);
        var pixels = new float[config.Frames * config.Channels * cells];
        var ballRow = random.RandInt(0, Grid.Rows);
        var look = Confounded ? (scene == 1 ? -0.5 : 0.5) + 0.1 * Draw() : Look(seed, pair, scene);
        var (ball, pins) = (new List<IReadOnlyList<int>>(), new List<IReadOnlyList<int>>());
        for (var tubelet = 0; tubelet < Grid.Tubelets; tubelet++)
        {
            var at = (int)ballRow * Grid.Columns + tubelet;
            var standing = PinsRow * Grid.Columns + PinsColumn;
            ball.Add([tubelet * cells + at]);
            pins.Add([tubelet * cells + standing]);
            for (var frame = 2 * tubelet; frame < 2 * tubelet + 2; frame++)
            {
                Set(pixels, frame, Feature.Ball, at, 1);
                Set(pixels, frame, Feature.Pins, standing, 1);
                if (IsLate(tubelet))
                    Set(pixels, frame, Feature.Outcome, standing, Mark * outcome);
                for (var cell = 0; cell < cells; cell++)
                {
                    Set(pixels, frame, Feature.Scene, cell, SceneSize * (EvenScene ? look : Draw()));
                    var jitter = 1 + 0.05 * Draw();
                    Set(pixels, frame, Feature.Evidence, cell, action
                        ? Evidence.At(frame, cell / Grid.Columns, cell % Grid.Columns) * jitter : 0);
                }
            }
        }
        var bytes = MemoryMarshal.AsBytes(pixels.AsSpan());
        return new SubjectClip($"seed {seed}, pair {pair}, scene {scene}, outcome {outcome}",
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            tensor(pixels, [1L, config.Frames, config.Channels, config.ImageSize, config.ImageSize]).DetachFromDisposeScope())
        {
            Objects = new Dictionary<string, IReadOnlyList<IReadOnlyList<int>>> { ["ball"] = ball, ["pins"] = pins },
        };
    }

    // The looks of a pair's scenes lie a third of the range apart, from a place by chance, and wrap around at its end: the difference is 0
    // on average, never in one pair.
    private static double Look(uint seed, int pair, int scene) =>
        2 * ((new NumpyRandom(seed * 1_000_003u + (uint)pair * 3u).RandomSample() + scene / 3.0) % 1) - 1;

    private static void Set(float[] pixels, int frame, Feature feature, int cell, double value) =>
        pixels[(frame * PlantedModel.Config.Channels + Channel(feature)) * Grid.Rows * Grid.Columns + cell] = (float)value;
}

/// <summary>Where the evidence of the action is.</summary>
/// <param name="At">How much of it, by frame, row and column.</param>
internal sealed record PlantedEvidence(Func<int, int, int, double> At)
{
    /// <summary>Everywhere and always, most of it in the picture's middle.</summary>
    public static PlantedEvidence Spread { get; } = new((_, row, column) => row is 1 or 2 && column is 1 or 2 ? 1.25 : 0.75);

    /// <summary>In the picture's corners, in one frame.</summary>
    public static PlantedEvidence CornersOf(int frame) =>
        new((at, row, column) => at == frame && row is 0 or 3 && column is 0 or 3 ? 28 : 0);
}
