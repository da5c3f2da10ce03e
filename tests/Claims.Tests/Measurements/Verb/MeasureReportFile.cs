using System.Text.Json;
using Claims.Cli;
using Claims.Cli.Output;

namespace Claims.Tests.Measurements.Verb;

/// <summary>What `claims measure --json` wrote, read as docs/tasks/measurements.md describes it.</summary>
internal sealed class MeasureReportFile
{
    private readonly Dictionary<(string Method, string Variant, string Name), JsonElement> _measurements;

    private MeasureReportFile(JsonElement root) => (Root, _measurements) = (root, root.GetProperty("measurements").EnumerateArray()
        .ToDictionary(one =>
            (one.GetProperty("method").GetString()!, one.GetProperty("variant").GetString()!, one.GetProperty("name").GetString()!)));

    public JsonElement Root { get; }

    /// <summary>Runs the verb, which must succeed.</summary>
    public static MeasureReportFile Of(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(["measure", .. arguments, "--device", "cpu", "--json", folder.File("out.json")]).Should().Be(ExitCode.AsExpected);
        using var document = JsonDocument.Parse(File.ReadAllBytes(folder.File("out.json")));
        return new MeasureReportFile(document.RootElement.Clone());
    }

    public bool Has(string method, string variant, string name) => _measurements.ContainsKey((method, variant, name));

    /// <summary>The values, those at these places of the first axes only.</summary>
    public double[] Values(string method, string variant, string name, params string[] at)
    {
        _measurements.Should().ContainKey((method, variant, name));
        var measurement = _measurements[(method, variant, name)];
        var values = measurement.GetProperty("values").EnumerateArray()
            .Select(value => value.ValueKind == JsonValueKind.String ? double.NaN : value.GetDouble()).ToArray();
        foreach (var (axis, label) in measurement.GetProperty("axes").EnumerateArray().Zip(at))
        {
            var labels = axis.GetProperty("labels").EnumerateArray().Select(one => one.GetString()!).ToList();
            labels.Should().Contain(label, "{0}, {1}, {2} has that {3}", method, variant, name, axis.GetProperty("name"));
            values = values.Chunk(values.Length / labels.Count).ElementAt(labels.IndexOf(label));
        }
        return values;
    }

    public string[] Labels(string method, string variant, string name, string axis) =>
        [.. _measurements[(method, variant, name)].GetProperty("axes").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == axis)
            .GetProperty("labels").EnumerateArray().Select(one => one.GetString()!)];
}
