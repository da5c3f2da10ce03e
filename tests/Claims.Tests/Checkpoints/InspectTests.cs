using System.Text.Json;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Tests.Outputs;

namespace Claims.Tests.Checkpoints;

/// <summary>`claims inspect`.</summary>
public class InspectTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void It_prints_the_architecture_and_every_tensor()
    {
        var (code, output, _) = CapturedRun.Of("inspect", Golden.Tiny);

        code.Should().Be(ExitCode.AsExpected);
        output.Should()
            .ContainAll("12 layers x 12 heads of 4, hidden 48, MLP 192", "361,498 in 200 tensors", "65 = CLS + 4 x 4 x 4", "gelu_fast");
        output.Should().Contain("classifier.weight\tfloat32\t[10, 48]\t480\n");
        output.Split('\n').Count(line => line.Contains('\t')).Should().Be(200);
    }

    [Fact]
    public void It_writes_JSON()
    {
        CapturedRun.Of("inspect", Golden.Tiny, "--json", folder.File("x.json")).Code.Should().Be(ExitCode.AsExpected);

        var json = JsonDocument.Parse(File.ReadAllText(folder.File("x.json"))).RootElement;
        json.GetProperty("parameters").GetInt64().Should().Be(361_498);
        json.GetProperty("config").GetProperty("activation").GetString().Should().Be("gelu_fast");
        json.GetProperty("config").GetProperty("grid").EnumerateArray().Select(n => n.GetInt32()).Should().Equal(4, 4, 4);
        json.GetProperty("tensors").GetArrayLength().Should().Be(200);
        json.GetProperty("tensors")[0].GetProperty("name").GetString().Should().Be("classifier.bias");
    }

    [Fact]
    public void A_folder_that_is_none_ends_with_bad_input() =>
        CommandLine.Run(["inspect", folder.File("absent")]).Should().Be(ExitCode.BadInput);
}
