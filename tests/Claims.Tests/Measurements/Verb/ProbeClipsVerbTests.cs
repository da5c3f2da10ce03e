using Claims.Cli;
using Claims.Cli.Output;

namespace Claims.Tests.Measurements.Verb;

/// <summary>`claims measure probe-clips`: probes of many clips, from a list.</summary>
public sealed class ProbeClipsVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProbeClipsVerbTests() =>
        SmallCheckpoint.Write(_folder.Path, SmallCheckpoint.Config(4, 6, (2, 3, 3), layers: 2, heads: 2, classes: 2), clips: 12);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Probes_are_scored_by_clip_and_by_scene_beside_their_controls()
    {
        var report =
            MeasureReportFile.Of("probe-clips", "--model", _folder.Path, "--clips", SmallCheckpoint.List(_folder, 12), "--draws", "4");

        foreach (var variant in new[] { "CLS, by clip", "CLS, by scene", "mean patch token, by clip", "mean patch token, by scene" })
        {
            report.Values("probe-clips", variant, "probe accuracy on held-out clips").Should()
                .HaveCount(2).And.OnlyContain(share => share >= 0 && share <= 1);
            report.Values("probe-clips", variant, "probe accuracy with shuffled labels").Should().HaveCount(2 * 4);
            report.Values("probe-clips", variant, "probe accuracy of the untrained model").Should()
                .OnlyContain(share => !double.IsNaN(share));
        }
        var folds = report.Values("probe-clips", "CLS, by scene", "fold");
        folds.Chunk(2).Should().OnlyContain(scene => scene[0] == scene[1], "a scene's clips are held out together");
        report.Root.GetProperty("clips").EnumerateArray().Where(clip => clip.GetProperty("role").GetString() == "listed").Should()
            .HaveCount(12);
        report.Root.GetProperty("clips")[1].GetProperty("source").GetString().Should()
            .EndWith("#clip_1", "the first clip of the other outcome is the pair's corrupted one");
    }

    [Fact]
    public void Without_scenes_probes_are_split_by_clip_alone()
    {
        File.WriteAllLines(_folder.File("list.csv"),
            ["outcome,clip", .. Enumerable.Range(0, 8).Select(clip => $"{clip % 2},\"{_folder.File($"clips.safetensors#clip_{clip}")}\"")]);
        var report = MeasureReportFile.Of("probe-clips", "--model", _folder.Path, "--clips", _folder.File("list.csv"));
        report.Has("probe-clips", "CLS, by clip", "fold").Should().BeTrue();
        report.Has("probe-clips", "CLS, by scene", "fold").Should().BeFalse();
    }

    [Theory]
    [InlineData("clips,outcomes", "*begin with the names*")]
    [InlineData("clip,outcome\nFILE#clip_0,strike,extra", "*line 2 has 3 fields for 2*")]
    [InlineData("clip,outcome\nFILE#clip_0,strike\nFILE#clip_1,gutter\nFILE#clip_2,spare", "*3 outcomes*")]
    [InlineData("clip,outcome\nFILE#clip_0,strike\nFILE#clip_0_flat,gutter", "*line 3*very pixels*")]
    [InlineData("clip,outcome\nFILE#clip_99,strike", "*clip_99*")]
    [InlineData("clip,outcome\nFILE#clip_0,strike\nFILE#clip_1,gutter", "*one class*")]
    public void A_list_that_cannot_be_probed_is_bad_input(string text, string message)
    {
        var list = _folder.File("list.csv");
        File.WriteAllText(list, text.Replace("FILE", _folder.File("clips.safetensors"), StringComparison.Ordinal));
        Refused(["probe-clips", "--model", _folder.Path, "--clips", list]).Should().Match(message);
    }

    [Fact]
    public void Clips_that_were_not_given_are_asked_for()
    {
        var clip = _folder.File("clips.safetensors#clip_0");
        Refused(["probe-clips", "--model", _folder.Path, "--clean", clip, "--corrupt", clip]).Should().Contain("--clips");
        Refused(["cascade", "--model", _folder.Path, "--clean", clip]).Should().Contain("No --corrupt clip");
        Refused(["cascade", "--model", _folder.Path, "--clips", _folder.File("nowhere.csv")]).Should().Contain("nowhere.csv");
    }

    private static string Refused(string[] arguments)
    {
        var before = Console.Error;
        using var written = new StringWriter();
        Console.SetError(written);
        try
        {
            CommandLine.Run(["measure", .. arguments]).Should().Be(ExitCode.BadInput);
        }
        finally
        {
            Console.SetError(before);
        }
        return written.ToString();
    }
}
