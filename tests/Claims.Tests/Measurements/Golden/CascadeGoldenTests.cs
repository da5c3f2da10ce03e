using Claims.Checkpoints.Safetensors;
using Claims.Measurements.Readings;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements.Golden;

public sealed class CascadeGoldenTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Cascade_is_the_references(ScalarType dtype)
    {
        using var golden = new GoldenPair(dtype);
        var expected = GoldenPair.Json("protocol_f64.json").GetProperty("delta_analysis");

        var measured = DeltaCascade.Measure(golden.Pair, golden.Grid);

        foreach (var name in new[] { "mean_norm_all_tokens", "cls_norm", "mean_norm_patch_tokens", "per_token_norm_last_layer" })
            measured.Named(name).ShouldMatch(GoldenNumbers.Values(expected.GetProperty(name)), dtype);
    }

    [Fact]
    public void Tubelets_make_up_the_patch_tokens()
    {
        using var golden = new GoldenPair(ScalarType.Float64);
        var measured = DeltaCascade.Measure(golden.Pair, golden.Grid);
        var (tubelets, patches, tokens) =
            (measured.Named("mean_norm_tubelet"), measured.Named("mean_norm_patch_tokens"), measured.Named("per_token_norm_last_layer"));

        for (var layer = 0; layer < golden.Vivit.Layers; layer++)
            Enumerable.Range(0, golden.Grid.Tubelets).Average(time => tubelets[layer, time]).Should()
                .BeApproximately(patches[layer], 1e-12);
        tubelets[11, 2].Should().BeApproximately(tokens.Values.Skip(1 + 2 * 16).Take(16).Average(), 1e-12, "tubelet 2 is tokens 33 to 48");
    }

    [Fact]
    public void Relative_norms_are_those_of_the_recorded_streams()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        using var file = SafetensorsFile.Open(Path.Combine(GoldenPair.Folder, "forward.safetensors"));
        using var scope = NewDisposeScope();
        var (a, b) = (file.Read("hidden_states_a.4")[0], file.Read("hidden_states_b.4")[0]);
        var relative = (a - b).norm(1) / ((a.norm(1) + b.norm(1)) / 2);

        var measured = DeltaCascade.Measure(golden.Pair, golden.Grid);

        measured.Named("relative_all_tokens")[3].Should().BeApproximately(relative.mean().ToDouble(), 1e-5);
        measured.Named("relative_cls")[3].Should().BeApproximately(relative[0].ToDouble(), 1e-5);
        measured.Named("relative_tubelet")[3, 1].Should().BeApproximately(relative.narrow(0, 17, 16).mean().ToDouble(), 1e-5);
    }
}
