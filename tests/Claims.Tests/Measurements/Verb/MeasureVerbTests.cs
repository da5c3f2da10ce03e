using System.Globalization;
using System.Text.Json;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Tests.Measurements.Golden;

namespace Claims.Tests.Measurements.Verb;

/// <summary>`claims measure` through its command line, its JSON and its CSV.</summary>
public sealed class MeasureVerbTests
{
    private static readonly string[] Pair =
    [
        "--model", Path.Combine(GoldenPair.Folder, "vivit-tiny"), "--device", "cpu",
        "--clean", Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_a"), "--corrupt",
        Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_b"),
    ];

    [Fact]
    public void Json_carries_the_references_numbers_with_their_axes_and_origin()
    {
        using var folder = new TemporaryFolder();
        Run("patching", "--json", folder.File("out.json"), "--csv", folder.File("out.csv")).Should().Be(ExitCode.AsExpected);

        using var document = JsonDocument.Parse(File.ReadAllBytes(folder.File("out.json")));
        var report = document.RootElement;
        report.GetProperty("schema").GetString().Should().Be("claims-measurements/1");
        report.GetProperty("clips")[0].GetProperty("sha256").GetString().Should()
            .Be("6e7f402a502663903b783be7592134e5c419b2d54528cdc656bb01047d90ed33");
        var measured = report.GetProperty("measurements").EnumerateArray()
            .Single(m => m.GetProperty("variant").GetString() == "denoising" && m.GetProperty("name").GetString() == "projection_pct");
        measured.GetProperty("unit").GetString().Should().Be("%");
        measured.GetProperty("axes").EnumerateArray().Select(axis => axis.GetProperty("name").GetString()).Should()
            .Equal("layer", "component");
        var expected =
            GoldenNumbers.Values(GoldenPair.Json("protocol_f64.json").GetProperty("patching").GetProperty("components"), "projection_pct");
        var values = GoldenNumbers.Values(measured.GetProperty("values"));
        values.Zip(expected, (a, b) => Math.Abs(a - b)).Should().OnlyContain(error => error < 1e-3);

        var line = File.ReadLines(folder.File("out.csv"))
            .Single(text => text.StartsWith("patching,denoising,projection_pct,%,layer=4;component=MLP,", StringComparison.Ordinal));
        double.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture).Should().Be(values[9]);
    }

    [Fact]
    public void Runs_are_identical()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "one.json", "two.json" })
            Run("controls", "--draws", "2", "--json", folder.File(name)).Should().Be(ExitCode.AsExpected);
        File.ReadAllBytes(folder.File("one.json")).Should().Equal(File.ReadAllBytes(folder.File("two.json")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("patching", "--target", "no such class")]
    [InlineData("patching", "--target", "10")]
    [InlineData("patching-layers", "--layers", "4-12")]
    [InlineData("patching-layers", "--layers", "4-x")]
    [InlineData("patching-tokens", "--tokens", "tubelet:4")]
    [InlineData("patching-tokens", "--tokens", "head")]
    [InlineData("cascade", "--draws", "-1")]
    [InlineData("cascade", "--top", "0")]
    [InlineData("cascade", "--unrelated", "clip.mp4")]
    [InlineData("cascade,nonsense")]
    [InlineData("all,nonsense")]
    [InlineData("cascade", "--seed", "-1")]
    [InlineData("cascade", "--seed", "4294967296")]
    [InlineData("topk", "--k", "65")]
    [InlineData("topk", "--k", "101%")]
    [InlineData("topk", "--k", "-1")]
    [InlineData("topk", "--k", "ten")]
    [InlineData("topk", "--fill", "white")]
    [InlineData("topk", "--fill", "1")]
    [InlineData("topk", "--rank-by", "luck")]
    [InlineData("frames", "--frames-out", "6-8")]
    [InlineData("gradients", "--steps", "0")]
    [InlineData("cascade", "--csv", "/no/such/folder/out.csv")]
    public void Bad_input_ends_with_exit_code_2_and_writes_nothing(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Run([.. arguments, "--json", folder.File("out.json")]).Should().Be(ExitCode.BadInput);
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Places_are_looked_at_before_anything_is_run()
    {
        using var folder = new TemporaryFolder();
        Run("cascade", "--json", folder.Path).Should().Be(ExitCode.BadInput, "it is a folder");
        Run("cascade", "--json", folder.File("one"), "--csv", folder.File("one")).Should().Be(ExitCode.BadInput);
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Several_methods_share_the_runs()
    {
        using var folder = new TemporaryFolder();
        Run("patching,cascade", "--json", folder.File("out.json")).Should().Be(ExitCode.AsExpected);
        using var document = JsonDocument.Parse(File.ReadAllBytes(folder.File("out.json")));
        document.RootElement.GetProperty("measurements").EnumerateArray().Select(one => one.GetProperty("method").GetString()).Distinct()
            .Should().Equal("cascade", "patching");
    }

    [Fact]
    public void Two_clips_of_the_same_pixels_are_refused_before_anything_is_run()
    {
        var same = Pair[^1];
        Run("cascade", "--same-outcome", same).Should().Be(ExitCode.BadInput);
    }

    private static int Run(params string[] arguments) => CommandLine.Run(["measure", .. arguments, .. Pair]);
}
