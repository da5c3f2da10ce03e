using Claims.Measurements.Attribution;
using Claims.Measurements.Readings;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Tests.Measurements.Golden;
using Claims.Tests.Model;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>Which tokens a logit is said to come from, and comes from.</summary>
public sealed class TokenMapTests
{
    [Theory]
    [InlineData("strike", true)]
    [InlineData("gutter", true)]
    [InlineData("strike", false)]
    public void The_published_map_is_the_reference_sets(string role, bool doubles)
    {
        using var dev = new DevProtocol(doubles);
        using var trace = dev.Vivit.Run(dev.Clip(role), TokenMap.Needs(dev.Vivit.Layers));
        var expected = DevProtocol.Protocol.GetProperty(role);

        var map = TokenMap.Raw(dev.Vivit, dev.Grid, trace, expected.GetProperty("predicted_class").GetInt32());

        dev.ShouldBe(map.Values, expected.GetProperty("token_contributions"), "token contributions");
        dev.ShouldBe([map.Values.Max(), map.Values.Min()], System.Text.Json.JsonSerializer.SerializeToElement(
            new[] { expected.GetProperty("token_contributions_max").GetDouble(), expected.GetProperty("token_contributions_min")
                .GetDouble() }), "extremes");
    }

    [Theory]
    [InlineData("strike", true)]
    [InlineData("gutter", true)]
    [InlineData("strike", false)]
    public void Gradients_are_the_reference_sets(string role, bool doubles)
    {
        using var dev = new DevProtocol(doubles);
        var expected = DevProtocol.Attribution.GetProperty(role);

        var found = PixelAttribution.Of(dev.Vivit, dev.Grid, dev.Clip(role), expected.GetProperty("class").GetInt32(), steps: 32);

        dev.ShouldBe([found.Logit], expected.GetProperty("logit"), "logit");
        dev.ShouldBe([found.BaselineLogit], expected.GetProperty("logit_at_zero_baseline"), "logit at zero");
        dev.ShouldBe(found.GradientSum.Values, expected.GetProperty("gradient_sum_per_token"), "gradient");
        dev.ShouldBe(found.GradientAbsolute.Values, expected.GetProperty("gradient_abs_sum_per_token"), "|gradient|");
        dev.ShouldBe(found.GradientNorm.Values, expected.GetProperty("gradient_l2_per_token"), "gradient norm");
        dev.ShouldBe(found.GradientTimesInput.Values, expected.GetProperty("gradient_times_input_per_token"), "gradient x input");
        dev.ShouldBe(found.Integrated.Values, expected.GetProperty("integrated_gradients_per_token"), "integrated gradients");
        dev.ShouldBe([found.IntegratedTotal], expected.GetProperty("integrated_gradients_total"), "total");
        dev.ShouldBe([found.CompletenessGap], expected.GetProperty("completeness_gap"), "completeness gap");
    }

    [Fact]
    public void Gradients_of_every_pixel_are_the_reference_sets()
    {
        using var dev = new DevProtocol(doubles: false);
        Model.Tensors.ShouldBeClose(Gradients.OfClass(dev.Vivit, dev.Strike, dev.Target).Gradient,
            DevProtocol.Tensor("attribution.safetensors", "gradient_a"), 1e-4, "gradient");
        Model.Tensors.ShouldBeClose(PixelAttribution.IntegratedGradients(dev.Vivit, dev.Strike, dev.Target, 32),
            DevProtocol.Tensor("attribution.safetensors", "integrated_gradients_a"), 1e-4, "integrated");
    }

    [Property(MaxTest = 8)]
    public void What_reaches_CLS_adds_up_to_the_heads_of_the_last_layer(byte seed)
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config(layers: 1 + seed % 3);
        using var vivit = SmallVivit.Create(config, seed);
        var last = config.Layers - 1;
        using var trace = vivit.Run(SmallVivit.Clip(config, seed + 1), DirectLogitAttribution.Needs | TokenMap.Needs(config.Layers));
        for (var c = 0; c < vivit.Labels.Count; c++)
        {
            var (tokens, heads) = (TokenMap.IntoCls(vivit, trace, c), DirectLogitAttribution.Of(vivit, trace).Heads);
            for (var head = 0; head < config.Heads; head++)
                tokens.Values.Skip(head * config.Tokens).Take(config.Tokens).Sum().Should()
                    .BeApproximately(heads[last, head, c], 1e-4 * Math.Max(1, Math.Abs(heads[last, head, c])));
        }
    }

    [Property(MaxTest = 6)]
    public void Gradients_are_slopes(byte seed)
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var small = SmallVivit.Create(config, seed, dtype: ScalarType.Float64);
        var clip = SmallVivit.Clip(config, seed + 1).to(float64);
        var direction = SmallVivit.Clip(config, seed + 2).to(float64);
        const double Step = 1e-5;

        var gradient = Gradients.OfClass(small, clip, seed % 4).Gradient;
        using var above = small.Run(clip + direction * Step);
        using var below = small.Run(clip - direction * Step);

        var slope = (above.Logits - below.Logits)[0, seed % 4].item<double>() / (2 * Step);
        (gradient * direction).sum().item<double>().Should().BeApproximately(slope, 1e-6 * Math.Max(1, Math.Abs(slope)));
    }

    [Property(MaxTest = 4)]
    public void Integrated_gradients_close_their_gap_as_steps_grow(byte seed)
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config(layers: 1);
        using var small = SmallVivit.Create(config, seed, dtype: ScalarType.Float64);
        var found = PixelAttribution.Of(small, TokenGrid.Of(config.Shape), SmallVivit.Clip(config, seed + 1), 0, steps: 512);
        Math.Abs(found.CompletenessGap).Should().BeLessThan(1e-3 * Math.Max(1, found.Integrated.Values.Sum(Math.Abs)));
    }
}
