using System.Text.Json;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>What the paper's own numbers confirm, and what they refute, before any model is run.</summary>
public sealed class PublishedNumbersTests
{
    private static readonly JsonElement Published =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Fixtures, "paper", "published.json"))).RootElement;

    private static readonly double[] Cascade =
        [.. Published.GetProperty("delta_cascade").EnumerateArray().Select(value => value.GetDouble())];

    [Fact]
    public void The_signal_grows_in_every_layer_from_5_through_11() =>
        Enumerable.Range(5, 7).Should().OnlyContain(layer => Cascade[layer] > Cascade[layer - 1]);

    [Fact]
    public void Over_300_percent_is_refuted_it_grows_by_260_percent_a_factor_of_3_6()
    {
        (Cascade[11] / Cascade[4]).Should().BeApproximately(3.6, 0.001).And.BeLessThan(4, "over 300 % more is over 4 times");
        (100 * (Cascade[11] / Cascade[4] - 1)).Should().BeApproximately(260, 0.1);
        (100 * (Cascade[11] / Cascade[5] - 1)).Should().BeApproximately(168.8, 0.1, "from layer 5 itself it is less still");
    }

    [Fact]
    public void From_about_75_to_over_250_is_confirmed()
    {
        Cascade[4].Should().BeApproximately(75, 0.1);
        Cascade[11].Should().BeGreaterThan(250);
    }

    [Fact]
    public void Cascade_and_patching_measure_other_frames_of_the_gutter_clip()
    {
        var denominator = Number("patching", "denominator");
        (Cascade[11] - denominator).Should().BeGreaterThan(4, "the same frames would give the same difference after the last layer");
        Number("dla_cls", "gutter_other_frames").Should().NotBeApproximately(Number("logits", "gutter", "31"), 0.5);
        Number("dla_cls", "strike").Should()
            .BeApproximately(Number("logits", "strike", "31"), 1e-4, "the strike clip's frames are the same");
    }

    [Fact]
    public void Bands_of_table_3_are_42_to_60_and_37_to_54_percent()
    {
        var (mlp, attention) = (Shares("mlp"), Shares("attention"));
        (Math.Floor(mlp.Min()), Math.Floor(mlp.Max()), Math.Floor(attention.Min()), Math.Floor(attention.Max())).Should()
            .Be((42, 60, 37, 54));
        mlp.Concat(attention).Max().Should().BeLessThan(100, "no single component recovers the whole signal, as far as a norm can tell");
    }

    [Fact]
    public void MLPs_exceed_attention_in_layers_4_to_9_and_not_in_layer_10() =>
        Shares("mlp").Zip(Shares("attention"), (mlp, attention) => mlp > attention).Should()
            .Equal(true, true, true, true, true, true, false);

    [Fact]
    public void Shares_add_up_to_seven_times_the_signal_so_they_are_no_shares_of_it() =>
        Shares("mlp").Concat(Shares("attention")).Sum().Should().BeApproximately(671.9, 0.1);

    [Fact]
    public void Top_10_percent_of_the_tokens_in_one_frame_each_are_5_percent_of_the_frame_patches()
    {
        const int FramePatches = 32 * 14 * 14;
        ((int)Math.Floor(16 * 14 * 14 * Number("topk_ablation", "fraction"))).Should().Be((int)Number("topk_ablation", "tokens"));
        (100 * Number("topk_ablation", "tokens") / FramePatches).Should().BeApproximately(4.99, 0.01);
    }

    [Theory]
    [InlineData("topk_ablation", "strike", -0.3371)]
    [InlineData("topk_ablation", "gutter", -0.0156)]
    [InlineData("frame_ablation_10_to_13", "strike", 0.0839)]
    [InlineData("frame_ablation_10_to_13", "gutter_other_frames", 0.4970)]
    public void Ablations_leave_the_class_as_it_was(string table, string clip, double change)
    {
        var rows = Published.GetProperty(table).GetProperty(clip).EnumerateObject()
            .ToDictionary(row => row.Name, row => row.Value.EnumerateArray().Select(value => value.GetDouble()).ToArray());
        (rows["31"][1] - rows["31"][0]).Should().BeApproximately(change, 1e-4);
        rows.MaxBy(row => row.Value[1]).Key.Should().Be("31");
    }

    [Fact]
    public void Two_of_the_points_of_figure_2_are_not_the_logits_of_table_1()
    {
        var lens = Published.GetProperty("logit_lens_read_off_figure");
        foreach (var clip in new[] { "strike", "gutter" })
            Math.Abs(lens.GetProperty(clip)[12].GetDouble() - Number("logits", clip, "31")).Should()
                .BeGreaterThan(0.15, "that is how well a figure can be read");
    }

    private static double[] Shares(string component) =>
        [.. Enumerable.Range(4, 7).Select(layer => Number("patching", component, $"{layer}"))];

    private static double Number(params string[] path) => path.Aggregate(Published, (at, name) => at.GetProperty(name)).GetDouble();
}
