using System.Text.Json;
using System.Text.RegularExpressions;
using Claims.Tests.Measurements.Golden;
using Claims.Tests.Snapshots;

namespace Claims.Tests.Measurements.Verb;

/// <summary>The JSON that other programs read: what is in it, and what it is called. A change here is a change for them.</summary>
public sealed partial class MeasureJsonSnapshotTests
{
    private static readonly string[] Pair =
    [
        "--model", Path.Combine(GoldenPair.Folder, "vivit-tiny"),
        "--clean", Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_a"), "--corrupt",
        Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_b"),
    ];

    [Fact]
    public Task A_whole_file() => Verify(
        Versions().Replace(MeasureReportFile.Of(["patching-layers", .. Pair, "--layers", "4-10"]).Root.GetRawText(), "$1\"...\"")
            .Replace(Repository.Root.TrimEnd('/'), "ROOT", StringComparison.Ordinal), "json").WithinTolerance(1e-4, 1e-4);

    [Fact]
    public Task Every_array_of_all_methods()
    {
        using var folder = new TemporaryFolder();
        SmallCheckpoint.Write(folder.Path, SmallCheckpoint.Config(frames: 8, image: 12, (2, 3, 6), layers: 2, heads: 3, classes: 3),
            clips: 8);
        var list = SmallCheckpoint.List(folder, 8);
        var report =
            MeasureReportFile.Of("all", "--model", folder.Path, "--clips", list, "--draws", "2", "--steps", "2", "--tokens", "cls", "rows",
            "--same-outcome", folder.File("clips.safetensors#clip_2"), "--unrelated", folder.File("clips.safetensors#clip_3"));
        return Verify(string.Join('\n', report.Root.GetProperty("measurements").EnumerateArray().Select(Shape)));
    }

    private static string Shape(JsonElement one)
    {
        var axes = one.GetProperty("axes").EnumerateArray()
            .Select(axis => $"{axis.GetProperty("name").GetString()} {axis.GetProperty("labels").GetArrayLength()}").ToArray();
        string[] fields =
            [.. new[] { "method", "variant", "name", "unit" }.Select(field => one.GetProperty(field).GetString()!), axes.Length == 0
                ? "one number" : string.Join(" x ", axes)];
        return string.Join(" | ", fields);
    }

    [GeneratedRegex("(\"(?:claims|dotnet|libtorch|torchsharp)\": )\"[^\"]*\"")]
    private static partial Regex Versions();
}
