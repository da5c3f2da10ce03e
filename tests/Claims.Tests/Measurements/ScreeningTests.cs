using System.Text.Json;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Tests.Measurements.Golden;
using Claims.Tests.Measurements.Verb;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>bfloat16 finds the heads, float32 says what they do.</summary>
public sealed class ScreeningTests
{
    private const int Survivors = 12;

    private static readonly JsonElement[] Expected =
        [.. GoldenPair.Json("protocol_f64.json").GetProperty("patching").GetProperty("heads").EnumerateArray()];

    [Fact]
    public void Survivors_have_the_references_numbers_and_the_strongest_are_among_them()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        var measured = Screening.Heads(golden.Pair, Survivors);

        var survivors = measured.Named("projection_pct").Axes.Should().ContainSingle().Subject.Labels;
        survivors.Should().HaveCount(Survivors).And.OnlyHaveUniqueItems();
        survivors.Should()
            .Contain(Expected.OrderByDescending(row => Math.Abs(row.GetProperty("projection_pct").GetDouble())).Take(Survivors / 2)
                .Select(Name));
        foreach (var field in new[] { "projection_pct", "recovery_pct", "target_logit" })
            measured.Named(field)
                .ShouldMatch([.. survivors.Select(name => Expected.Single(row => Name(row) == name).GetProperty(field).GetDouble())],
                    ScalarType.Float32);
    }

    [Fact]
    public void The_screening_itself_is_in_bfloat16()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        var screened = Screening.Heads(golden.Pair, 1).Named("screened_projection_pct");

        screened.Axes.Select(axis => axis.Name).Should().Equal("layer", "head");
        double[] exact = [.. Expected.Select(row => row.GetProperty("projection_pct").GetDouble())];
        var error = Math.Sqrt(screened.Values.Zip(exact, (a, b) => (a - b) * (a - b)).Sum() / exact.Sum(value => value * value));
        error.Should().BeInRange(1e-4, 0.2, "it is near, and not float32's");
        golden.Vivit.Dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void All_heads_survive_where_there_are_fewer()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        Screening.Heads(golden.Pair.Swapped, 1000).Named("cosine").Values.Should()
            .Equal(Patching.Heads(golden.Pair.Swapped).Named("cosine").Values);
    }

    [Fact]
    public void A_model_that_is_not_in_float32_has_nothing_to_hand_over_to()
    {
        using var golden = new GoldenPair(ScalarType.BFloat16);
        golden.Invoking(pair => Screening.Heads(pair.Pair, 1)).Should().Throw<BadInputException>()
            .WithMessage("*float32*--dtype*--screen*");
    }

    [Fact]
    public void The_command_screens_both_ways()
    {
        string[] pair =
        [
            "--model", Path.Combine(GoldenPair.Folder, "vivit-tiny"),
            "--clean", Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_a"), "--corrupt",
            Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_b"),
        ];
        var report = MeasureReportFile.Of(["patching-heads", .. pair, "--screen", "3"]);
        foreach (var variant in new[] { "denoising", "noising" })
        {
            report.Values("patching-heads", variant, "screened_projection_pct").Should().HaveCount(144);
            report.Labels("patching-heads", variant, "projection_pct", "head").Should()
                .HaveCount(3).And.OnlyContain(name => name.StartsWith('L'));
        }
        CommandLine.Run(["measure", "patching-heads", .. pair, "--screen", "0"]).Should().Be(ExitCode.BadInput);
        CommandLine.Run(["measure", "patching-heads", .. pair, "--screen", "3", "--dtype", "bfloat16"]).Should().Be(ExitCode.BadInput);
    }

    private static string Name(JsonElement row) => $"L{row.GetProperty("layer").GetInt32()}H{row.GetProperty("head").GetInt32()}";
}
