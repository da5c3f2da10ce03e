using System.Text.Json.Nodes;
using Claims.Cli.Output;

namespace Claims.Tests.Outputs;

/// <summary>Names as people have them: of files that begin with @ or -, of classes that are not alone with theirs.</summary>
public sealed class TypedNamesTests : IDisposable
{
    private static readonly string Golden = Path.Combine(Repository.Fixtures, "golden", "dev");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("@team", "@team")]
    [InlineData("./-team", "-team")]
    [InlineData("-team", "-team", "--")]
    public void A_file_whose_name_begins_like_an_option_is_a_file(string typed, string name, params string[] before)
    {
        File.Copy(Path.Combine(Golden, "forward.safetensors"), _folder.File($"{name}.safetensors"));
        var was = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(_folder.Path);
        try
        {
            var (code, output, error) = CapturedRun.Of(
                ["clip", "--model", Path.Combine(Golden, "vivit-tiny"), .. before, $"{typed}.safetensors#pixel_values_a"]);
            code.Should().Be(ExitCode.AsExpected, error);
            output.Should().Contain("[1, 8, 3, 32, 32]");
            CapturedRun.Of("inspect", $"@{name}").Error.Should().Contain($"@{name}: the folder does not exist.");
        }
        finally
        {
            Directory.SetCurrentDirectory(was);
        }
    }

    [Fact]
    public void Who_types_a_file_for_an_option_is_told_how_to_write_it()
    {
        var was = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(_folder.Path);
        try
        {
            File.WriteAllText(_folder.File("-model"), "");
            var (code, _, error) = CapturedRun.Of("show", "MLP-SHARE", "-model");
            code.Should().Be(ExitCode.BadInput);
            error.Should().Contain("claims: a file whose name begins with - is written ./-model");
        }
        finally
        {
            Directory.SetCurrentDirectory(was);
        }
    }

    [Fact]
    public void A_target_that_several_classes_are_called_is_refused_and_its_number_is_not()
    {
        var model = Directory.CreateDirectory(_folder.File("model")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Golden, "vivit-tiny")))
            File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(model, "config.json")))!.AsObject();
        config["id2label"] =
            new JsonObject(Enumerable.Range(0, 10)
                .Select(i => KeyValuePair.Create($"{i}", (JsonNode?)(i % 4 == 1 ? "twin" : $"class {i}"))));
        config.Remove("label2id");
        File.WriteAllText(Path.Combine(model, "config.json"), config.ToJsonString());

        var (code, _, error) = Measure("twin");
        code.Should().Be(ExitCode.BadInput);
        error.Should().Contain("the model has 3 classes called \"twin\" (numbers 1, 5, 9). Give its number.");
        Measure("5").Code.Should().Be(ExitCode.AsExpected);
        Measure("class 2").Code.Should().Be(ExitCode.AsExpected);

        (int Code, string Output, string Error) Measure(string target) => CapturedRun.Of("measure", "logits", "--model", model, "--device",
            "cpu", "--target", target, "--clean", $"{Golden}/forward.safetensors#pixel_values_a", "--corrupt",
            $"{Golden}/forward.safetensors#pixel_values_b");
    }
}
