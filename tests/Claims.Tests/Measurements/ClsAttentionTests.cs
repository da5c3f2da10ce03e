using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Tests.Measurements.Golden;
using Claims.Tests.Model;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>Where CLS looks.</summary>
public sealed class ClsAttentionTests
{
    [Theory]
    [InlineData("strike", true)]
    [InlineData("gutter", true)]
    [InlineData("strike", false)]
    public void Numbers_are_the_reference_sets(string role, bool doubles)
    {
        using var dev = new DevProtocol(doubles);
        using var trace = dev.Vivit.Run(dev.Clip(role), ClsAttention.Needs | Sites.ResidPre);
        var expected = DevProtocol.Protocol.GetProperty(role);

        var attention = ClsAttention.Of(dev.Vivit, dev.Grid, trace);

        dev.ShouldBe(attention.Entropy.Values, expected.GetProperty("cls_attention_entropy_nats"), "entropy");
        dev.ShouldBe(attention.ToSelf.Values, expected.GetProperty("cls_attention_to_self"), "self");
        dev.ShouldBe(attention.PerTubelet.Values, expected.GetProperty("cls_attention_mass_per_tubelet"), "per tubelet");
        attention.LargestPatch.Values.Should().Equal(DevProtocol.Flat(expected.GetProperty("cls_attention_argmax_patch_token")));
        foreach (var rows in new[] { 7, 256 })
            dev.ShouldBe(ClsAttention.MeanEntropy(dev.Vivit, trace, rows).Values, expected.GetProperty("mean_attention_entropy_nats"),
                "mean entropy");
        for (var layer = 0; layer < dev.Vivit.Layers; layer++)
        {
            var recorded =
                DevProtocol.Tensor("forward.safetensors", $"attentions_{(role == "strike" ? "a" : "b")}.{layer}").select(2, 0)[0];
            var found = tensor(attention.Weights.Values.ToArray()).view(dev.Vivit.Layers, dev.Vivit.Heads, dev.Vivit.Tokens)[layer];
            Model.Tensors.ShouldBeClose(found.to(float32), recorded, 1e-4, $"rows of layer {layer}");
        }
    }

    [Property(MaxTest = 8)]
    public void Masses_add_up_to_one(byte seed)
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, seed);
        var grid = TokenGrid.Of(config.Shape);
        using var trace = vivit.Run(SmallVivit.Clip(config, seed + 1), ClsAttention.Needs);
        var attention = ClsAttention.Of(vivit, grid, trace);
        var (top, rest) = (attention.Within(grid.Tokens(place => place.Row == 0)), attention.Within(grid.Tokens(place => place.Row > 0)));
        for (var layer = 0; layer < config.Layers; layer++)
        {
            for (var head = 0; head < config.Heads; head++)
            {
                var self = attention.ToSelf[layer, head];
                (self + top[layer, head] + rest[layer, head]).Should().BeApproximately(1, 1e-5);
                (self + attention.PerTubelet[layer, head, 0] + attention.PerTubelet[layer, head, 1]).Should().BeApproximately(1, 1e-5);
                attention.Entropy[layer, head].Should().BeInRange(0, Math.Log(config.Tokens) + 1e-6);
                attention.Drift.Persistence[layer, head].Should().BeInRange(0, 1 + 1e-9);
            }
        }
    }

    [Fact]
    public void A_sink_stays_and_a_tracker_moves()
    {
        // Two heads on 3 tubelets of 2 x 4 cells: one looks at the same cell, one at a cell a column further every time.
        var grid = new TokenGrid(3, 2, 4, 2, 1, 1);
        var weights = new double[2 * 25];
        for (var tubelet = 0; tubelet < 3; tubelet++)
        {
            weights[1 + tubelet * 8 + 5] = 0.25;
            weights[25 + 1 + tubelet * 8 + 4 + tubelet] = 0.3;
        }
        (weights[0], weights[25]) = (0.25, 0.1);
        var attention =
            new ClsAttention(grid,
                new Numbers("CLS attention", "probability",
                    [Axis.Counting("layer", 1), Axis.Counting("head", 2), Axis.Counting("token", 25)], weights));

        attention.Drift.Drift.Values.Should().Equal([0, 1], (a, b) => Math.Abs(a - b) < 1e-12);
        attention.Drift.Displacement.Values.Should().Equal([0, 2], (a, b) => Math.Abs(a - b) < 1e-12);
        attention.Drift.Persistence.Values.Should().Equal([1, 0], (a, b) => Math.Abs(a - b) < 1e-12);
        attention.Drift.Centre[0, 0, 2, 0].Should().BeApproximately(1, 1e-12);
        attention.Drift.Centre[0, 1, 2, 1].Should().BeApproximately(2, 1e-12);
        attention.LargestPatch[0, 0].Should().Be(5);
        attention.Within([5])[0, 0].Should().Be(0.25);
        attention.ToSelf[0, 1].Should().Be(0.1);
        // 24 tokens of two frames each: six rows of four, whatever tubelet they are of.
        FoldedAttention.Of(attention)!.Axes.Select(axis => axis.Labels.Count).Should().Equal(1, 2, 6, 4);
        FoldedAttention.Of(attention)![0, 0, 3, 1].Should().Be(attention.OnGrid[0, 0, 1, 1, 1]).And.Be(0.25);
        FoldedAttention.Of(attention with { Grid = new TokenGrid(1, 3, 8, 5, 1, 1) }).Should().BeNull("24 tokens do not fill five rows");
        FluentActions.Invoking(() => attention.Within([24])).Should().Throw<BadInputException>();
    }

    [Fact]
    public void The_published_fold_is_not_where_the_tokens_are()
    {
        var grid = new TokenGrid(16, 14, 14, 2, 16, 16);
        FoldedAttention.Shape(grid).Should().Be((32, 98));
        grid.Share(0.10).Should().Be(313);
        // "Patches 60-80" of an odd row of the figure: the bottom of the picture.
        grid.Place(7 * 98 + 70).Should().Be((3, 12, 0));
        grid.Place(6 * 98 + 70).Should().Be((3, 5, 0));
    }
}
