using Claims.Cli.Output;

namespace Claims.Tests.Outputs;

/// <summary>A pipe that nobody fills, or a device without end, in the place of each kind of file: a sentence, and no wait.</summary>
public sealed class ReadersTests : IDisposable
{
    private static readonly string Tiny = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("config.json", "is a named pipe, not a file")]
    [InlineData("model.safetensors", "is a named pipe, not a file")]
    [InlineData("preprocessor_config.json", "is a named pipe, not a file")]
    public void In_a_checkpoint(string name, string sentence)
    {
        var model = Model();
        File.Delete(Path.Combine(model, name));
        Special.Pipe(_folder, $"model/{name}");
        Told(sentence, "measure", "logits", "--model", model, "--device", "cpu", "--clean", Pixels("a"), "--corrupt", Pixels("b"));
    }

    [SkippableFact]
    public void What_is_not_loaded_of_a_checkpoint_is_not_read()
    {
        var model = Model();
        Special.Pipe(_folder, "model/extra.bin");
        File.CreateSymbolicLink(Path.Combine(model, "endless.safetensors"), "/dev/zero");
        File.WriteAllText(_folder.File("s.json"), $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{model}}", "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "held_out": "1-8" } }""");
        Special.InTime(() => CapturedRun.Of("verify", "--subject", _folder.File("s.json"), "--claim", "DLA-IDENTITY", "--device", "cpu",
            "--out", _folder.File("out"))).Code.Should().BeOneOf(ExitCode.AsExpected, ExitCode.NotAsExpected);
        File.ReadAllText(_folder.File("out/results.json")).Should().NotContainAny("extra.bin", "endless");
    }

    [SkippableFact]
    public void As_a_subject_its_expectations_a_history_a_list_or_a_clip()
    {
        var pipe = Special.Pipe(_folder, "pipe.json");
        Told("is a named pipe, not a file", "verify", "--subject", pipe);
        Told("is a named pipe, not a file", "history", pipe);
        Told("is a named pipe, not a file", "measure", "probe-clips", "--model", Tiny, "--device", "cpu", "--clips", pipe);
        Told("is a named pipe, not a file", "clip", pipe);
        Told("is a named pipe, not a file", "clip", Special.Pipe(_folder, "pipe.safetensors"));
        Told("is a device, not a file", "clip", "/dev/zero");
        Told("is a device, not a file", "history", "/dev/zero");
        File.WriteAllText(_folder.File("s.json"), $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{Tiny}}", "expectations": "pipe.json", "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "held_out": "1-8" } }""");
        Told("is a named pipe, not a file", "verify", "--subject", _folder.File("s.json"));
    }

    [SkippableFact]
    public void Among_images_and_as_a_clip_s_boxes()
    {
        Video.TestVideo.Needed();
        Directory.CreateDirectory(_folder.File("frames"));
        Special.Pipe(_folder, "frames/1.png");
        Told("is a named pipe, not a file", "clip", _folder.File("frames"), "--frames", "uniform");
        CapturedRun.Of("clip", "alley:1", "--export", _folder.File("a.gif")).Code.Should().Be(0);
        Special.Pipe(_folder, "a.gif.objects.json");
        Told("is a named pipe, not a file", "clip", _folder.File("a.gif"), "--frames", "uniform");
    }

    [Fact]
    public void A_file_longer_than_its_kind_can_be_is_not_read()
    {
        using (var long_ = File.Create(_folder.File("s.json")))
            long_.SetLength(17 << 20);
        Told("it has 17825792 bytes, and at most 16777216 are read", "verify", "--subject", _folder.File("s.json"));
    }

    private static void Told(string sentence, params string[] arguments)
    {
        var (code, _, error) = Special.InTime(() => CapturedRun.Of(arguments));
        error.Should().Contain(sentence);
        code.Should().Be(ExitCode.BadInput, error);
    }

    private static string Pixels(string clip) =>
        Path.Combine(Repository.Fixtures, "golden", "dev", $"forward.safetensors#pixel_values_{clip}");

    private string Model()
    {
        var copy = Directory.CreateDirectory(_folder.File("model")).FullName;
        foreach (var file in Directory.EnumerateFiles(Tiny).Where(file => !file.EndsWith(".bin", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}
