using System.Text.Json;
using Claims.Measurements.Arrays;
using Claims.Measurements.Attribution;
using Claims.Measurements.Interventions;
using FsCheck;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements.Golden;

public sealed class AttributionGoldenTests
{
    private static readonly JsonElement Expected = GoldenPair.Json("attribution.json").GetProperty("float64")
        .GetProperty("attribution_patching");

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Every_estimate_is_the_references(ScalarType dtype)
    {
        using var golden = new GoldenPair(dtype);
        var (components, heads) = AttributionPatching.Estimate(golden.Pair);

        components.ShouldMatch(GoldenNumbers.Values(Expected.GetProperty("components"), "estimate_pct"), dtype);
        heads.ShouldMatch(GoldenNumbers.Values(Expected.GetProperty("heads"), "estimate_pct"), dtype);
        (golden.Pair.Clean.Forwards, golden.Pair.Corrupt.Forwards).Should().Be((1, 1));
    }

    [Fact]
    public void Ranks_agree_with_exact_patching_as_numpy_says()
    {
        using var golden = new GoldenPair(ScalarType.Float64);
        var (components, heads) = AttributionPatching.Estimate(golden.Pair);

        // numpy.corrcoef of the reference's ranks.
        AttributionPatching.WithExact(components, Patching.Components(golden.Pair)).Named("spearman")[[]].Should()
            .BeApproximately(0.9991304347826085, 1e-12);
        AttributionPatching.WithExact(heads, Patching.Heads(golden.Pair)).Named("spearman")[[]].Should()
            .BeApproximately(0.9973032714412025, 1e-12);
    }

    [Fact]
    public void Ties_share_their_rank()
    {
        // scipy.stats.spearmanr([1, 2, 2, 3], [1, 3, 2, 4]) is 3 / sqrt(10).
        Ranks.Spearman([1, 2, 2, 3], [1, 3, 2, 4]).Should().BeApproximately(3 / Math.Sqrt(10), 1e-12);
        Ranks.Spearman([1, 2, 3], [9, 5, 1]).Should().Be(-1);
        Ranks.Spearman([1, 1], [1, 2]).Should().Be(double.NaN);
    }

    [Property(MaxTest = 15)]
    public Property The_last_mlp_updates_estimate_is_exact() => PatchingPropertyTests.OnSmallModels(pair =>
    {
        var last = pair.Model.Layers - 1;
        AttributionPatching.Estimate(pair).Components[last, 1].Should()
            .BeApproximately(Patching.Components(pair).Named("projection_pct")[last, 1], 0.01, "nothing lies downstream of it");
    });

    [Property(MaxTest = 15)]
    public Property Estimates_of_a_layers_heads_add_up_to_its_attention_updates() => PatchingPropertyTests.OnSmallModels(pair =>
    {
        var (components, heads) = AttributionPatching.Estimate(pair);
        for (var layer = 0; layer < pair.Model.Layers; layer++)
            Enumerable.Range(0, pair.Model.Heads).Sum(head => heads[layer, head]).Should()
                .BeApproximately(components[layer, 0], 0.01 + 1e-4 * Math.Abs(components[layer, 0]), "the output projection is linear");
    });
}
