using System.Text.Json;
using Claims.Tests.Measurements.Golden;

namespace Claims.Tests.Measurements.Verb;

/// <summary>
/// Every number of the reference protocol is somewhere in what `claims measure --json` writes; <see cref="ReferencePlaces"/> says where.
/// A number of the reference that it does not know of fails.
/// </summary>
public sealed class ReferenceInJsonTests
{
    // Those that the reference has numbers of.
    private const string Methods =
        "logits,lens,token-map,cls-attention,topk,frames,gradients,probe,cascade,patching,patching-heads,attribution";

    private static readonly string Folder = GoldenPair.Folder;

    // Of scikit-learn's own loose stopping rule, whose optimum the exact_ numbers are; and the reference's own number of Newton's gradient.
    private static readonly string[] NotOfTheModel =
        ["sklearn_", "exact_gradient_max", "detail_layer", "probes.patch_tokens.rows", "integrated_gradients.steps"];

    [Fact]
    public void Every_number_of_the_reference_is_found()
    {
        var report = MeasureReportFile.Of(Methods, "--draws", "1", "--model", Path.Combine(Folder, "vivit-tiny"),
            "--clean", Path.Combine(Folder, "forward.safetensors#pixel_values_a"), "--corrupt",
            Path.Combine(Folder, "forward.safetensors#pixel_values_b"));
        var reference = Leaves("", GoldenPair.Json("protocol_f64.json"))
            .Concat(Leaves("attribution", GoldenPair.Json("attribution.json").GetProperty("float64"))).ToArray();
        var places = new ReferencePlaces(report, GoldenPair.Json("protocol_f64.json"));

        foreach (var (path, expected) in reference.Where(leaf => !NotOfTheModel.Any(leaf.Path.Contains)))
        {
            var found = places.Of(path);
            found.Should().HaveCount(expected.Length, path);
            var largest = expected.Max(Math.Abs);
            for (var i = 0; i < expected.Length; i++)
                Math.Abs(found[i] - expected[i]).Should()
                    .BeLessThanOrEqualTo(Math.Max(1e-4 * Math.Abs(expected[i]), 1e-3 * largest), "{0}[{1}] is {2}, the reference {3}", path,
                        i, found[i], expected[i]);
        }
        reference.Sum(leaf => leaf.Values.Length).Should().BeGreaterThan(4000, "that many numbers the reference has");
    }

    // Arrays of numbers whole, however deep; of arrays of objects, a field at a time.
    private static IEnumerable<(string Path, double[] Values)> Leaves(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [(path, [element.GetDouble()])],
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(field => Leaves(path.Length == 0 ? field.Name : $"{path}.{field.Name}", field.Value)),
        JsonValueKind.Array when element[0].ValueKind == JsonValueKind.Object =>
            element.EnumerateArray().SelectMany(item => Leaves(path, item)).GroupBy(leaf => leaf.Path)
            .Select(group => (group.Key, group.SelectMany(leaf => leaf.Values).ToArray())),
        JsonValueKind.Array => [(path, DevProtocol.Flat(element))],
        _ => [],
    };
}
