using Claims.Common;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Tokens;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Tests.Measurements.Golden;
using Claims.Tests.Model;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>Tokens, patches and frames taken out of the pixels.</summary>
public sealed class AblationTests
{
    [Theory]
    [InlineData("strike", true)]
    [InlineData("gutter", true)]
    [InlineData("strike", false)]
    [InlineData("gutter", false)]
    public void Top_tokens_are_the_reference_sets(string role, bool doubles)
    {
        using var dev = new DevProtocol(doubles);
        using var trace = dev.Vivit.Run(dev.Clip(role), TokenMap.Needs(dev.Vivit.Layers));
        var scores = TokenMap.Raw(dev.Vivit, dev.Grid, trace, dev.Target).Values;
        var expected = DevProtocol.Protocol.GetProperty(role).GetProperty("ablation_top10pct");
        var k = dev.Grid.Share(0.10);
        k.Should().Be(expected.GetProperty("k").GetInt32());

        foreach (var (blocksOf, name) in new[] { (PublishedPixels.Blocks(dev.Grid), "as_published"), (dev.Grid.Blocks, "corrected") })
        {
            var found = TokenAblation.Of(dev.Vivit, dev.Grid, dev.Clip(role), scores, [0, k], PixelFill.Zero, blocks: blocksOf);
            var recorded = expected.GetProperty(name);

            found.Order.Take(k).Select(token => (double)token).Should().Equal(DevProtocol.Flat(expected.GetProperty("top_indices")));
            dev.ShouldBe(found.Order.Take(k).Select(token => scores[token]), expected.GetProperty("top_scores"), "scores");
            dev.ShouldBe(found.Ranked.Values.Skip(10), recorded.GetProperty("ablated_logits"), name);
            var blocks = blocksOf(found.Order.Take(k));
            blocks.SelectMany(block => new double[] { block.Frame, block.Row, block.Column }).Should()
                .Equal(DevProtocol.Flat(recorded.GetProperty("zeroed_frame_row_col")));
            (blocks.Count * 3 * 8 * 8).Should().Be(recorded.GetProperty("zeroed_values").GetInt32());
            foreach (var row in recorded.GetProperty("top5").EnumerateArray())
                dev.ShouldBe([found.Change[1, row.GetProperty("class").GetInt32()]], row.GetProperty("change"), "change");
            found.Change.Values.Take(10).Should().OnlyContain(change => Math.Abs(change) < 1e-5, "no token was taken out");
        }
    }

    [Theory]
    [InlineData("strike", true)]
    [InlineData("gutter", false)]
    public void Frames_are_the_reference_sets(string role, bool doubles)
    {
        using var dev = new DevProtocol(doubles);
        var expected = DevProtocol.Protocol.GetProperty(role).GetProperty("ablation_frames_2_3");

        var found = PixelAblation.Frames(dev.Vivit, dev.Clip(role), [[5], [2, 3]], PixelFill.Zero);

        dev.ShouldBe(found.Ablated.Values.Skip(10), expected.GetProperty("ablated_logits"), "logits");
        dev.ShouldBe([found.Drop[1, dev.Target]], expected.GetProperty("logit_drop_for_predicted_class"), "drop");
        found.Ablated.Axes[0].Labels.Should().Equal("5", "2-3");
    }

    [Fact]
    public void Frames_are_their_tubelets_patches()
    {
        using var dev = new DevProtocol(doubles: true);
        var patches =
            PixelAblation.Patches(dev.Vivit, dev.Grid, dev.Strike, [dev.Grid.Tokens(place => place.Tubelet == 1)], PixelFill.Mean);
        var frames = PixelAblation.Frames(dev.Vivit, dev.Strike, [[2, 3]], PixelFill.Mean);
        patches.Ablated.Values.Should().Equal(frames.Ablated.Values, (a, b) => Math.Abs(a - b) < 1e-12);
        frames.Drop.Values.Should().Contain(drop => Math.Abs(drop) > 0.01);
    }

    [Property(MaxTest = 8)]
    public void Taking_everything_out_leaves_what_was_put_in(byte seed)
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, seed);
        var grid = TokenGrid.Of(config.Shape);
        var (clip, donor) = (SmallVivit.Clip(config, seed + 1), SmallVivit.Clip(config, seed + 2));
        double[] scores = [.. Enumerable.Range(0, grid.Count).Select(token => Math.Sin(seed + token))];

        TokenAblation All(PixelFill fill) =>
            TokenAblation.Of(vivit, grid, clip, scores, [0, 3, grid.Count], fill, draws: 3, seed: seed);

        foreach (
            var (fill, rest) in new[] { (PixelFill.Zero, zeros_like(clip)), (PixelFill.Resample(donor), donor),
                (PixelFill.Mean, clip.mean([1, 3, 4], keepdim: true).expand(clip.shape)) })
        {
            var found = All(fill);
            using var empty = vivit.Run(rest.contiguous());
            var expected = empty.Logits.to(float64).data<double>().ToArray();
            for (var c = 0; c < expected.Length; c++)
            {
                found.Ranked[2, c].Should().BeApproximately(expected[c], 1e-4, fill.Name);
                found.RandomMean[2, c].Should().BeApproximately(expected[c], 1e-4, "every draw takes all tokens out");
                found.RandomMean[0, c].Should().BeApproximately(found.Clean.Values[c], 1e-4, "no draw takes any token out");
            }
            found.Random.Values.Should().Equal(All(fill).Random.Values, "draws are seeded");
            Enumerable.Range(0, 3).Select(draw => found.Random[1, draw, 0]).Distinct().Should().HaveCountGreaterThan(1, "draws differ");
        }
    }

    [Fact]
    public void A_step_of_the_curve_is_that_ablation_alone()
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, 3, batchTokens: 3 * config.Tokens);
        var (grid, clip) = (TokenGrid.Of(config.Shape), SmallVivit.Clip(config, 4));
        double[] scores = [.. Enumerable.Range(0, grid.Count).Select(token => (double)-token)];
        var curve = TokenAblation.Of(vivit, grid, clip, scores, [1, 2, 5], PixelFill.Zero, draws: 2);
        var alone = PixelAblation.Patches(vivit, grid, clip, [[0], [0, 1], [0, 1, 2, 3, 4]], PixelFill.Zero);
        curve.Ranked.Values.Should().Equal(alone.Ablated.Values, (a, b) => Math.Abs(a - b) < 1e-5);
        curve.Random.Axes.Select(axis => axis.Labels.Count).Should().Equal(3, 2, 4);

        var random = new NumpyRandom(42);
        var draws = new[] { random.Permutation(grid.Count), random.Permutation(grid.Count) };
        var drawn =
            PixelAblation.Patches(vivit, grid, clip, [.. from k in new[] { 1, 2, 5 } from draw in draws select draw[..k]], PixelFill.Zero);
        curve.Random.Values.Should().Equal(drawn.Ablated.Values, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void What_cannot_be_taken_out_is_bad_input()
    {
        using var dev = new DevProtocol(doubles: false);
        var scores = new double[dev.Grid.Count];
        FluentActions.Invoking(() => PixelAblation.Frames(dev.Vivit, dev.Strike, [[8]], PixelFill.Zero)).Should().Throw<BadInputException>()
            .WithMessage("*frame 8*");
        FluentActions.Invoking(() =>
            TokenAblation.Of(dev.Vivit, dev.Grid, dev.Strike, scores, [65], PixelFill.Zero)).Should()
            .Throw<BadInputException>();
        FluentActions.Invoking(() =>
            TokenAblation.Of(dev.Vivit, dev.Grid, dev.Strike, scores[1..], [6], PixelFill.Zero)).Should()
            .Throw<BadInputException>();
        using var other = zeros(1, 2, 3, 4);
        FluentActions.Invoking(() => PixelAblation.Frames(dev.Vivit, dev.Strike, [[1]], PixelFill.Resample(other))).Should()
            .Throw<BadInputException>();
    }
}
