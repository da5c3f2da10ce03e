using Claims.Measurements.Attribution;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Tests.Model;
using FsCheck;
using FsCheck.Xunit;
using static Claims.Tests.Model.Misfits;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>Measurements of traces of any model and of clips of any shape and type: numbers, or an error.</summary>
public sealed class MisfitMeasurementTests : IDisposable
{
    private readonly MisfitModels _models = new();

    public void Dispose() => _models.Dispose();

    [Property(MaxTest = 300, Replay = Seed)]
    public Property Traces_that_do_not_fit_are_refused() => Each(OfTrace);

    [Property(MaxTest = 120, Replay = Seed)]
    public Property Clips_that_do_not_fit_are_refused() => Each(OfClips);

    [Property(MaxTest = 3000), Trait("Category", "slow")]
    public Property Very_many_traces_that_do_not_fit_are_refused() => Each(OfTrace);

    [Property(MaxTest = 1000), Trait("Category", "slow")]
    public Property Very_many_clips_that_do_not_fit_are_refused() => Each(OfClips);

    private (string, Action) OfTrace(Random random)
    {
        var (vivit, label, rows) = (_models.Vivit, random.Next(-1, 5), random.Next(-1, 12));
        var (grid, at) = Grid(random);
        var pattern = random.Next(2) == 0 ? Sites.Pattern : Sites.PatternRows(0, 3);
        var (what, trace, _) = _models.Trace(random, Sites.Residual | Sites.AttnOut | Sites.MlpOut | Sites.Z | pattern);
        (string Name, Action Measure)[] all =
        [
            ("attention of CLS", () => ClsAttention.Of(vivit, grid, trace).Weights.Values.Should().HaveCount(3 * 3 * 9)),
            ($"entropy, {rows} rows at once", () => ClsAttention.MeanEntropy(vivit, trace, rows).Values.Should().HaveCount(3 * 3)),
            ("lens", () => LogitLens.Of(vivit, trace).Logits.Values.Should().HaveCount(4 * 4)),
            ("direct attribution", () => DirectLogitAttribution.Of(vivit, trace).Heads.Values.Should().HaveCount(3 * 3 * 4)),
            ($"token map of {label}", () => TokenMap.Raw(vivit, grid, trace, label).Values.Should().HaveCount(8)),
            ($"into CLS of {label}", () => TokenMap.IntoCls(vivit, trace, label).Values.Should().HaveCount(3 * 9)),
            ("logits", () => ClassLogits.Of(vivit, trace)),
        ];
        var (name, measure) = Of(random, all);
        return ($"{name} on grid {at} of {what}", () =>
        {
            using (trace)
                measure();
        }
        );
    }

    private (string, Action) OfClips(Random random)
    {
        var (vivit, label) = (_models.Vivit, random.Next(-1, 5));
        var (grid, at) = Grid(random);
        Tensor clean = Value(random, MisfitModels.ClipShape), corrupt = Value(random, MisfitModels.ClipShape);
        (string Name, Action Measure)[] all =
        [
            ("components", () => OfPair(pair => Patching.Components(pair, label))),
            ("heads", () => OfPair(pair => Patching.Heads(pair, label))),
            ("cascade", () => OfPair(pair => DeltaCascade.Measure(pair, grid))),
            ("attribution", () => OfPair(pair => AttributionPatching.Estimate(pair))),
            ("pixels", () => PixelAttribution.Of(vivit, grid, clean, label, steps: 2)),
            ("pixels of tokens", () => grid.PerToken(clean)),
        ];
        var (name, measure) = Of(random, all);
        return ($"{name} of class {label} on grid {at}, {Text(clean)} and {Text(corrupt)}", measure);

        void OfPair(Action<ClipPair> measured)
        {
            using var pair = new ClipPair(vivit, clean, corrupt);
            measured(pair);
        }
    }

    private static (TokenGrid Grid, string At) Grid(Random random)
    {
        var config = MisfitModels.Config;
        if (random.Next(4) == 0)
            config = Of(random, config with { Frames = 6 }, config with { ImageSize = 9 }, config with { Frames = 2 });
        var grid = TokenGrid.Of(config.Shape);
        return (grid, $"{grid.Tubelets} x {grid.Rows} x {grid.Columns}");
    }
}
