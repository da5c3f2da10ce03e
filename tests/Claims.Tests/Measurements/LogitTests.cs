using Claims.Measurements.Readings;
using Claims.Model;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Tests.Measurements.Golden;
using Claims.Tests.Model;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>Logits, direct logit attribution and logit lens.</summary>
public sealed class LogitTests
{
    private static readonly Sites Needs = DirectLogitAttribution.Needs | LogitLens.Needs;

    [Theory]
    [InlineData("strike", true)]
    [InlineData("gutter", true)]
    [InlineData("strike", false)]
    [InlineData("gutter", false)]
    public void Numbers_are_the_reference_sets(string role, bool doubles)
    {
        using var dev = new DevProtocol(doubles);
        using var trace = dev.Vivit.Run(dev.Clip(role), Needs);
        var expected = DevProtocol.Protocol.GetProperty(role);

        var logits = ClassLogits.Of(dev.Vivit, trace);
        var attribution = DirectLogitAttribution.Of(dev.Vivit, trace);
        var lens = LogitLens.Of(dev.Vivit, trace);

        dev.ShouldBe(logits.Logits.Values, expected.GetProperty("logits"), "logits");
        logits.Predicted.Should().Be(expected.GetProperty("predicted_class").GetInt32());
        var top = expected.GetProperty("ablation_top10pct").GetProperty("corrected").GetProperty("top5").EnumerateArray().ToArray();
        logits.Top(5).Select(row => (row.Class, row.Label)).Should()
            .Equal(top.Select(row => (row.GetProperty("class").GetInt32(), row.GetProperty("label").GetString()!)));
        dev.ShouldBe([attribution.Logits.Values[logits.Predicted]], expected.GetProperty("dla_cls"), "dla_cls");
        dev.ShouldBe(attribution.Normalised.Values, expected.GetProperty("cls_normalized"), "cls_normalized");
        dev.ShouldBe(lens.Logits.Values, expected.GetProperty("logit_lens_all_classes"), "logit lens");
        dev.ShouldBe(Enumerable.Range(0, dev.Vivit.Layers + 1)
            .Select(i => lens.Logits[i, logits.Predicted]), expected.GetProperty("layerwise_logits"), "layerwise logits");
        dev.ShouldBe([PublishedLens.LastNormalisedTwice(dev.Vivit, trace).Values[logits.Predicted]],
            expected.GetProperty("layerwise_last_if_hidden_state_already_normalized"), "normalised twice");
    }

    [Property(MaxTest = 12)]
    public void Parts_add_up_to_every_logit(byte seed)
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config(layers: 1 + seed % 3, heads: 1 + seed % 4, qkvBias: seed % 2 == 0);
        using var vivit = SmallVivit.Create(config, seed);
        using var trace = vivit.Run(SmallVivit.Clip(config, seed + 1), Needs);
        var attribution = DirectLogitAttribution.Of(vivit, trace);
        var logits = ClassLogits.Of(vivit, trace).Logits.Values;

        for (var c = 0; c < vivit.Labels.Count; c++)
        {
            var components = attribution.Components;
            Near(Enumerable.Range(0, components.Axes[0].Labels.Count).Sum(part => components[part, c]), logits[c]);
            Near(attribution.Logits.Values[c], logits[c]);
            for (var layer = 0; layer < vivit.Layers; layer++)
                Near(Enumerable.Range(0, vivit.Heads)
                    .Sum(head => attribution.Heads[layer, head, c]) + attribution.AttentionBiases[layer, c], components[1 + 2 * layer, c]);
        }
    }

    [Property(MaxTest = 8)]
    public void A_heads_part_is_what_the_attribution_loses_when_the_head_is_zeroed(byte seed)
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, seed);
        var (layer, head) = (config.Layers - 1, seed % config.Heads);
        using var trace = vivit.Run(SmallVivit.Clip(config, seed + 1), Needs);
        using var without = vivit.Run(SmallVivit.Clip(config, seed + 1), Needs, Patch.Zero(Site.Z(layer), head));

        // The update itself: what is left of the head in it.
        var expected = (trace[Site.AttnOut(layer)] - without[Site.AttnOut(layer)])[0];
        var actual = vivit.HeadUpdates(layer, trace[Site.Z(layer)])[0, head];

        Model.Tensors.ShouldBeClose(actual, expected, 1e-5, "a head's update is what zeroing the head takes away");
        DirectLogitAttribution.Of(vivit, without).Heads.Values.Skip((layer * config.Heads + head) * vivit.Labels.Count)
            .Take(vivit.Labels.Count)
            .Should().OnlyContain(value => value == 0);
    }

    private static void Near(double actual, double expected) =>
        actual.Should().BeApproximately(expected, 1e-4 * Math.Max(1, Math.Abs(expected)));
}
