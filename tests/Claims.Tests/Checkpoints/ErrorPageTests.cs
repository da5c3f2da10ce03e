using Claims.Checkpoints;
using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;

namespace Claims.Tests.Checkpoints;

/// <summary>Each way to fail is explained on a page, and each is reached by a test.</summary>
public class ErrorPageTests
{
    [Theory]
    [InlineData("safetensors", typeof(SafetensorsFault))]
    [InlineData("pickle", typeof(PickleFault))]
    [InlineData("config", typeof(ConfigFault))]
    [InlineData("checkpoint", typeof(WeightsFault))]
    [InlineData("hub", typeof(HubFault))]
    public void Every_fault_is_on_its_page(string page, Type faults)
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "errors", page + ".md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();

        rows.Select(row => row.Split('`')[1]).Should().Equal(Enum.GetNames(faults));
        rows.Should()
            .OnlyContain(row =>
                row.Split('|', StringSplitOptions.TrimEntries)
                .Count(cell => cell.Length > 0) == 4, "a row is fault, symptom, cause and remedy");
    }

    [Fact]
    public void Each_error_names_its_page()
    {
        new SafetensorsException(SafetensorsFault.Hole, "", "").Page.Should().Be("safetensors");
        new PickleException(PickleFault.Truncated, "", "").Page.Should().Be("pickle");
        new ConfigException(ConfigFault.NotJson, "", "").Page.Should().Be("config");
        new WeightsException(WeightsFault.Mismatch, "", "").Page.Should().Be("checkpoint");
        new CheckpointException("", "").Page.Should().Be("checkpoint");
    }

    [Fact]
    public void Every_fault_of_safetensors_is_reached_by_a_test() =>
        SafetensorsGoldenTests.Known.Concat(SafetensorsRuleTests.Faults).Distinct().Should()
            .BeEquivalentTo(Enum.GetValues<SafetensorsFault>());

    [Fact]
    public void Every_fault_of_hubs_is_reached_by_a_test()
    {
        var tests =
            string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Claims.Tests", "Hub"), "*Tests.cs")
                .Select(File.ReadAllText));
        Enum.GetNames<HubFault>().Should().OnlyContain(fault => tests.Contains($"HubFault.{fault}"));
    }

    [Fact]
    public void Every_fault_of_pickles_is_reached_by_a_test() =>
        PickleGoldenTests.Known.Concat(PickleRuleTests.Faults).Distinct().Should().BeEquivalentTo(Enum.GetValues<PickleFault>());
}
