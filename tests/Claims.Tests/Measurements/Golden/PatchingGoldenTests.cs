using System.Text.Json;
using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements.Golden;

public sealed class PatchingGoldenTests
{
    private static readonly string[] Fields =
    [
        "recovery_pct", "signed_pct", "signed_frobenius_pct", "signed_per_token_pct", "projection_pct", "cosine",
        "cls_recovery_pct", "cls_signed_pct", "cls_projection_pct", "cls_cosine", "target_logit",
    ];

    private static readonly JsonElement Expected = GoldenPair.Json("protocol_f64.json").GetProperty("patching");

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Every_component_recovers_what_the_reference_says(ScalarType dtype)
    {
        using var golden = new GoldenPair(dtype);
        MustMatch(Patching.Components(golden.Pair), Expected.GetProperty("components"), dtype);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Every_head_recovers_what_the_reference_says(ScalarType dtype)
    {
        using var golden = new GoldenPair(dtype);
        MustMatch(Patching.Heads(golden.Pair), Expected.GetProperty("heads"), dtype);
    }

    [Fact]
    public void The_signal_and_both_runs_logits_are_the_references()
    {
        using var golden = new GoldenPair(ScalarType.Float64);
        var reference = Patching.Reference(golden.Pair);

        foreach (var name in new[] { "max_delta_norm", "delta_frobenius_squared", "cls_delta_norm" })
            reference.Named(name).ShouldMatch([Expected.GetProperty(name).GetDouble()], ScalarType.Float64);
        reference.Named("target_logit_clean").ShouldMatch([Expected.GetProperty("target_logit_strike").GetDouble()], ScalarType.Float64);
        reference.Named("target_logit_corrupt").ShouldMatch([Expected.GetProperty("target_logit_gutter").GetDouble()], ScalarType.Float64);
        reference.Named("target_class")[[]].Should().Be(6);
    }

    [Fact]
    public void Sweeps_share_one_run_of_each_clip_where_they_were_planned()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        golden.Pair.Clean.Plan(Patching.Needs);
        golden.Pair.Corrupt.Plan(Patching.Needs);

        Patching.Components(golden.Pair);
        Patching.Heads(golden.Pair.Swapped);
        DeltaCascade.Measure(golden.Pair, golden.Grid);

        (golden.Pair.Clean.Forwards, golden.Pair.Corrupt.Forwards).Should().Be((1, 1));
    }

    private static void MustMatch(IReadOnlyList<Numbers> measured, JsonElement rows, ScalarType dtype)
    {
        measured.Select(numbers => numbers.Name).Should().BeEquivalentTo(Fields);
        foreach (var field in Fields)
            measured.Named(field).ShouldMatch(GoldenNumbers.Values(rows, field), dtype);
    }
}
