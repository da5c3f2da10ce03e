using System.Text.Json;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Measurements.Catalog;
using Claims.Papers.AttentionGathers;
using Claims.Tests.Measurements.Golden;

namespace Claims.Tests.Measurements.Verb;

/// <summary>`claims measure` for the methods that read a run, against the double-precision reference.</summary>
public sealed class ReadingVerbTests
{
    private static readonly string[] Pair =
    [
        "--model", Path.Combine(GoldenPair.Folder, "vivit-tiny"), "--device", "cpu",
        "--clean", Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_a"), "--corrupt",
        Path.Combine(GoldenPair.Folder, "forward.safetensors#pixel_values_b"),
    ];

    [Theory]
    [InlineData("lens", "logit_lens_all_classes")]
    [InlineData("token-map", "token_contributions")]
    [InlineData("cls-attention", "cls_attention_to_self")]
    [InlineData("logits", "logits")]
    public void Writes_the_references_array_for_both_clips(string method, string golden)
    {
        var measurements = Measure(method);
        foreach (var (variant, clip) in new[] { ("clean", "strike"), ("corrupt", "gutter") })
        {
            var expected = Flat(GoldenPair.Json("protocol_f64.json").GetProperty(clip).GetProperty(golden)).ToArray();
            var largest = expected.Max(Math.Abs);
            measurements.Where(m => m.GetProperty("variant").GetString() == variant)
                .Select(m => GoldenNumbers.Values(m.GetProperty("values")))
                .Should()
                .Contain(values =>
                    values.Length == expected.Length && values.Zip(expected)
                    .All(pair => Math.Abs(pair.First - pair.Second) <= 1e-3 * largest),
                    "{0} of the {1} clip is among what `measure {2}` writes", golden, variant, method);
        }
    }

    [Fact]
    public void Probes_have_the_references_accuracies()
    {
        var expected =
            Flat(GoldenPair.Json("protocol_f64.json").GetProperty("probes").GetProperty("patch_tokens").GetProperty("exact_test_accuracy"))
            .ToArray();
        Measure("probe").Select(m => GoldenNumbers.Values(m.GetProperty("values"))).Should()
            .Contain(values => values.SequenceEqual(expected));
    }

    [Theory]
    [InlineData("topk")]
    [InlineData("frames")]
    public void Ablations_of_pixels_start_from_the_references_logits(string method)
    {
        var expected = Flat(GoldenPair.Json("protocol_f64.json").GetProperty("strike").GetProperty("logits")).ToArray();
        Measure(method).Select(m => GoldenNumbers.Values(m.GetProperty("values"))).Should()
            .Contain(values =>
                values.Length == expected.Length && values.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4));
    }

    [Fact]
    public void Every_method_has_a_row_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tasks", "measurements.md"));
        foreach (var method in Methods.With(AttentionGathersPaper.Methods))
            page.Should().Contain($"`{method.Name}`");
    }

    private static JsonElement[] Measure(string method)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(["measure", method, .. Pair, "--draws", "2", "--json", folder.File("out.json")]).Should().Be(ExitCode.AsExpected);
        using var document = JsonDocument.Parse(File.ReadAllBytes(folder.File("out.json")));
        return [.. document.RootElement.Clone().GetProperty("measurements").EnumerateArray()];
    }

    private static IEnumerable<double> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];
}
