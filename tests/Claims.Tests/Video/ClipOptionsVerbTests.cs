using System.Text.Json;

namespace Claims.Tests.Video;

/// <summary>How clips are read is said in the same words wherever they are read, and remedies work where they are printed.</summary>
[Collection("console")]
public class ClipOptionsVerbTests
{
    private static readonly string Short = RealFilesTests.Of("short");
    private static readonly string[] Measure = ["measure", "logits", "--model", Short, "--clean", Path.Combine(Short, "a.mp4"), "--corrupt",
        Path.Combine(Short, "b.mp4")];

    [SkippableFact]
    public void A_remedy_works_where_it_is_printed()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        var (code, error) = Run(Measure);
        code.Should().Be(2);
        error.Should().Contain("12 frames, too few").And.Contain("`--frames uniform`");
        Run([.. Measure, "--frames", "uniform", "--json", folder.File("m.json")]).Code.Should().Be(0);
        var options = JsonDocument.Parse(File.ReadAllBytes(folder.File("m.json"))).RootElement.GetProperty("options");
        options.GetProperty("frames").GetString().Should().Be("uniform");

        string[] verify =
            ["verify", "--subject", Path.Combine(Short, "subject.json"), "--claim", "SAME-LABEL", "--out", folder.File("out")];
        (code, error) = Run(verify);
        (code + error).Should().StartWith("2").And.Contain("--frames uniform");
        var results = folder.File("results.json");
        (code, error) = Run([.. verify, "--frames", "uniform", "--json", results]);
        code.Should().BeOneOf([0, 1], error);
        File.ReadAllText(results).Should().Contain("--frames uniform");
    }

    [SkippableFact]
    public void A_subject_may_say_how_its_clips_are_read()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Short))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        var text = File.ReadAllText(folder.File("subject.json"));
        string[] verify = ["verify", "--subject", folder.File("subject.json"), "--claim", "SAME-LABEL", "--out", folder.File("out")];
        File.WriteAllText(folder.File("subject.json"), text.Replace("\"model\"", "\"frames\": \"uniform\", \"time_limit\": 60, \"model\""));
        var (code, error) = Run(verify);
        code.Should().BeOneOf([0, 1], error);
        foreach (var wrong in new[] { "\"frames\": \"every\"", "\"time_limit\": 0", "\"stream\": -1" })
        {
            File.WriteAllText(folder.File("subject.json"), text.Replace("\"model\"", $"{wrong}, \"model\""));
            (code, error) = Run(verify);
            (code + error).Should().StartWith("2").And.Contain(wrong.Split(':')[0]);
        }
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("measure")]
    [InlineData("verify")]
    [InlineData("register")]
    [InlineData("drift")]
    public void Every_verb_that_reads_clips_has_the_same_options(string verb)
    {
        var options = Cli.CommandLine.Root().Subcommands.Single(command => command.Name == verb).Options;
        var clip = Cli.CommandLine.Root().Subcommands.Single(command => command.Name == "clip").Options;
        foreach (var name in new[] { "--frames", "--stream", "--time-limit" })
            options.Single(option => option.Name == name).Description.Should()
                .Be(clip.Single(option => option.Name == name).Description);
    }

    [SkippableFact]
    public void Measure_refuses_what_clip_refuses()
    {
        TestVideo.Needed();
        foreach (var source in new[] { RealFilesTests.Of("clip.pt"), RealFilesTests.Of("anim.webp"), RealFilesTests.Of("absent.mp4") })
        {
            var clip = Run("clip", source, "--model", Short);
            var measured = Run("measure", "logits", "--model", Short, "--clean", source, "--corrupt", source);
            (measured.Code, measured.Error).Should().Be((2, clip.Error), source);
        }
    }

    [SkippableFact]
    public void The_alleys_model_sees_a_real_film()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("film.mp4"), "160x90", 40, "-c:v libx264 -pix_fmt yuv420p");
        var (code, error) = Run("clip", folder.File("film.mp4"), "--model", Path.Combine(Repository.Fixtures, "alley"), "--frames",
            "uniform", "--json", folder.File("film.json"));
        code.Should().Be(0, error);
        JsonDocument.Parse(File.ReadAllBytes(folder.File("film.json"))).RootElement.GetProperty("shape").Deserialize<int[]>().Should()
            .Equal(1, 16, 3, 64, 64);
    }

    private static (int Code, string Error) Run(params string[] arguments)
    {
        // Not the output: who writes tables keeps the first writer there was.
        var error = Console.Error;
        using var e = new StringWriter();
        try
        {
            Console.SetError(e);
            return (Cli.CommandLine.Run(arguments), e.ToString());
        }
        finally
        {
            Console.SetError(error);
        }
    }
}
