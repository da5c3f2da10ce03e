using Claims.Tests.Measurements.Verb;

namespace Claims.Tests.Measurements;

/// <summary>`claims measure all` on models of other shapes than the published one's.</summary>
public sealed class MeasureShapesTests
{
    [Theory]
    [InlineData(8, 12, 2, 3, 6, 2, 3, 3)] // rows and columns differ
    [InlineData(11, 13, 4, 4, 3, 2, 3, 3)] // frames and pixels that fill no tubelet
    [InlineData(5, 8, 5, 4, 4, 1, 1, 2)] // one tubelet, one layer, one head
    [InlineData(16, 8, 1, 8, 4, 2, 2, 2)] // one frame a tubelet, one row; frames 10-13 are there
    public void Every_array_is_there_and_adds_up(int frames, int image, int time, int height, int width, int layers, int heads, int classes)
    {
        using var folder = new TemporaryFolder();
        var config = SmallCheckpoint.Config(frames, image, (time, height, width), layers, heads, classes);
        SmallCheckpoint.Write(folder.Path, config);
        var report = Measure(folder, "clip_0_flat", "clip_1");

        var (tubelets, rows, columns) = config.Grid;
        report.Labels("frames", "clean", "logit drop", "frames").Take(tubelets).Should().Equal(
            Enumerable.Range(0, tubelets).Select(t => time == 1 ? $"{t}" : $"{t * time}-{(t + 1) * time - 1}"));
        report.Has("frames", "clean, as published", "logit drop").Should().Be(frames > 13, "frames 10-13 are there");
        foreach (var variant in new[] { "clean", "corrupt" })
        {
            var logits = report.Values("logits", variant, "logits");
            var parts = report.Values("logits", variant, "direct logit attribution of components").Chunk(classes).ToArray();
            for (var c = 0; c < classes; c++)
                parts.Sum(part => part[c]).Should().BeApproximately(logits[c], 1e-4);
            var own = report.Values("logits", variant, "predicted class").Single();
            own.Should().Be(Array.IndexOf(logits, logits.Max()));
            report.Values("token-map", variant, "class of the map").Single().Should().Be(own, "each clip's own class, as published");
            report.Values("token-map", variant, "token map, as published").Should().HaveCount(tubelets * rows * columns);
            report.Values("topk", $"{variant}, corrected", "their scores").Should().BeInDescendingOrder();
        }
        report.Values("token-map", "corrupt, of the target class", "class of the map").Should()
            .Equal(report.Values("patching", "signal", "target_class"));
        // The same clip, whether it is written with a batch axis or without.
        Measure(folder, "clip_0", "clip_1").Values("patching", "denoising", "projection_pct").Should()
            .Equal(report.Values("patching", "denoising", "projection_pct"));
    }

    [Fact]
    public void What_is_asked_for_is_measured()
    {
        using var folder = new TemporaryFolder();
        var config = SmallCheckpoint.Config(8, 12, (2, 3, 6), 2, 3, 3);
        SmallCheckpoint.Write(folder.Path, config);
        var report =
            MeasureReportFile.Of(
                [.. Arguments("topk", folder, "clip_0", "clip_1"), "--k", "1", "50%", "--fill", "zero", "mean", "resample", "black",
                    "--rank-by", "integrated-gradients", "--draws", "2"]);
        var gradients = MeasureReportFile.Of([.. Arguments("gradients", folder, "clip_0", "clip_1")]);

        report.Labels("topk", "clean, corrected, black", "logit change", "k").Should().Equal("1", "16");
        report.Values("topk", "clean, corrected, black", "their scores").Should()
            .Equal(gradients.Values("gradients", "clean", "integrated gradients").OrderDescending().Take(16));
        var changes =
            new[] { "", ", mean", ", resample", ", black" }.Select(fill =>
                string.Join(' ', report.Values("topk", "clean, corrected" + fill, "logit change")));
        changes.Should().OnlyHaveUniqueItems("each fill is another intervention");

        var frames = MeasureReportFile.Of([.. Arguments("frames", folder, "clip_0", "clip_1"), "--frames-out", "2-3", "7"]);
        frames.Labels("frames", "clean", "logit drop", "frames").Should().Equal("2-3", "7");
        var patches = MeasureReportFile.Of([.. Arguments("patches", folder, "clip_0", "clip_1"), "--tokens", "rows", "region:0-3,0-3,1-1"]);
        patches.Labels("patches", "clean", "logit drop", "patch tokens").Should()
            .Equal("row:0", "row:1", "row:2", "row:3", "region:0-3,0-3,1-1");
        var attention = MeasureReportFile.Of([.. Arguments("cls-attention", folder, "clip_0", "clip_1"), "--tokens", "cls", "patches"]);
        attention.Values("cls-attention", "clean", "CLS attention within tokens").Chunk(2).Should()
            .OnlyContain(masses => Math.Abs(masses.Sum() - 1) < 1e-5, "CLS and patches are all there is");
    }

    private static MeasureReportFile Measure(TemporaryFolder folder, string clean, string corrupt) =>
        MeasureReportFile.Of([.. Arguments("all", folder, clean, corrupt), "--draws", "1", "--steps", "2"]);

    private static string[] Arguments(string method, TemporaryFolder folder, string clean, string corrupt) =>
        [method, "--model", folder.Path, "--clean", folder.File($"clips.safetensors#{clean}"), "--corrupt",
            folder.File($"clips.safetensors#{corrupt}")];
}
