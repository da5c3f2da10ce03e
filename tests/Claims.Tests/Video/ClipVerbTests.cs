using System.Text.Json;

namespace Claims.Tests.Video;

[Collection("console")]
public class ClipVerbTests
{
    private static readonly string Frames = Path.Combine(Golden.Dev, "frames.safetensors#frames_a");
    private static readonly string Model = Path.Combine(Golden.Dev, "vivit-tiny");

    [SkippableFact]
    public void It_prints_the_facts_and_writes_what_it_is_asked_for()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        var (code, output, _) =
            Run("clip", Frames, "--model", Model, "--sheet", folder.File("s.png"), "--grid", "--save", folder.File("s.safetensors"),
                "--json", folder.File("s.json"));
        code.Should().Be(0);
        var hash =
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(
                    Golden.Tensor(Path.Combine(Golden.Dev, "forward.safetensors"), "pixel_values_a").Bytes));
        output.Should()
            .Contain("64x48").And.Contain("--frames uniform").And.Contain("0,1,2,3,4,5,6,7").And.Contain("[1, 8, 3, 32, 32]").And.Contain(
                hash);
        Golden.Tensor(folder.File("s.safetensors"), "pixel_values").Bytes.Should()
            .Equal(Golden.Tensor(Path.Combine(Golden.Dev, "forward.safetensors"), "pixel_values_a").Bytes);
        File.ReadAllBytes(folder.File("s.png")).AsSpan(1, 3).SequenceEqual("PNG"u8).Should().BeTrue();
        var json = JsonDocument.Parse(File.ReadAllBytes(folder.File("s.json"))).RootElement;
        json.GetProperty("pixel_values_sha256").GetString().Should().Be(hash);
        json.GetProperty("frame_indices").GetArrayLength().Should().Be(8);
        json.GetProperty("info").GetProperty("kind").GetString().Should().Be("frames");
        json.GetProperty("preprocessor").GetProperty("mean").Deserialize<double[]>().Should().Equal(0.5, 0.5, 0.5);
    }

    [SkippableTheory]
    [InlineData("absent.mp4")]
    [InlineData("{frames}", "--frames", "every")]
    [InlineData("{frames}", "--frames", "seeded:42")]
    [InlineData("{frames}", "--model", "/nowhere")]
    [InlineData("{frames}", "--sheet", "a.jpg")]
    [InlineData("{frames}", "--save", "a.pt")]
    [InlineData("{frames}", "--grid")]
    [InlineData("{frames}", "--objects")]
    [InlineData("{frames}", "--export", "a.avi")]
    [InlineData("{frames}", "{frames}", "--save", "a.safetensors")]
    [InlineData("alley:7:strkie")]
    [InlineData("{frames}", "--time-limit", "0")]
    public void Bad_input_is_exit_code_2_and_names_its_page(params string[] arguments)
    {
        TestVideo.Needed();
        var model = arguments.Contains("--model") ? [] : new[] { "--model", Model };
        var (code, _, error) = Run(["clip", .. arguments.Select(a => a.Replace("{frames}", Frames)), .. model]);
        code.Should().Be(2, error);
        error.Should().StartWith("claims: ").And.Contain("docs/errors/");
    }

    [SkippableFact]
    public void Clips_of_the_alley_are_clips_and_several_share_a_sheet()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        var (code, output, error) = Run("clip", "alley:7:strike", "alley:7:gutter", "--sheet", folder.File("both.png"), "--objects");
        code.Should().Be(0, error);
        output.Should()
            .Contain("strike in scene 7").And.Contain("gutter in scene 7").And.Contain("[1, 16, 3, 64, 64]").And.Contain("objects ball (in "
                + "13 of 16 frames), player, pins, gutter");
        Run("clip", "alley:7:gutter", "--sheet", folder.File("one.png"), "--objects", "--export", folder.File("one.mp4"), "--json",
            folder.File("one.json")).Code.Should().Be(0);
        var (both, one) = (TestVideo.Raw(folder.File("both.png")), TestVideo.Raw(folder.File("one.png")));
        both.Skip(both.Length / 2).Should().Equal(one, "the second clip's sheet is below the first's");
        both.Take(both.Length / 2).Should().NotEqual(one);
        var items = JsonDocument.Parse(File.ReadAllBytes(folder.File("one.json"))).RootElement.GetProperty("objects");
        items.GetProperty("pins").GetArrayLength().Should().Be(16);
        File.Exists(folder.File("one.mp4")).Should().BeTrue();
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var o = new StringWriter();
        using var e = new StringWriter();
        try
        {
            Console.SetOut(o);
            Console.SetError(e);
            return (Cli.CommandLine.Run(arguments), o.ToString(), e.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
