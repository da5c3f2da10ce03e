using System.Text.Json;
using Claims.Checkpoints.Safetensors;
using Claims.Measurements.Tokens;
using Claims.Model.Architectures.Vivit;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements.Golden;

/// <summary>
/// The reference set's model, clips and recorded numbers (fixtures/golden/dev/README.md), in single or double precision. Numbers must lie
/// within 1e-4 relative of the double-precision reference, or 1e-3 of their array's largest magnitude; in double precision, within 1e-8
/// of that.
/// </summary>
internal sealed class DevProtocol : IDisposable
{
    private static readonly string Golden = Path.Combine(Repository.Fixtures, "golden", "dev");

    private readonly DisposeScope _scope = NewDisposeScope();

    public DevProtocol(bool doubles)
    {
        Doubles = doubles;
        Vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"), dtype: doubles ? ScalarType.Float64 : ScalarType.Float32);
        Grid = TokenGrid.Of(Vivit.Config.Shape);
        using var file = SafetensorsFile.Open(Path.Combine(Golden, "forward.safetensors"));
        (Strike, Gutter) = (file.Read("pixel_values_a"), file.Read("pixel_values_b"));
    }

    public bool Doubles { get; }

    public Vivit Vivit { get; }

    public TokenGrid Grid { get; }

    public Tensor Strike { get; }

    public Tensor Gutter { get; }

    public int Target => Protocol.GetProperty("target_class").GetInt32();

    public static JsonElement Protocol { get; } = Json("protocol_f64.json");

    public static JsonElement Attribution { get; } = Json("attribution.json").GetProperty("float64");

    public Tensor Clip(string role) => role == "strike" ? Strike : Gutter;

    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden, name)));
        return document.RootElement.Clone();
    }

    public static Tensor Tensor(string file, string name)
    {
        using var tensors = SafetensorsFile.Open(Path.Combine(Golden, file));
        return tensors.Read(name);
    }

    /// <summary>The numbers of a recorded array, however deeply nested.</summary>
    public static double[] Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Flat)] : [element.GetDouble()];

    public void ShouldBe(IEnumerable<double> actual, JsonElement recorded, string what)
    {
        var expected = Flat(recorded);
        var values = actual.ToArray();
        values.Should().HaveCount(expected.Length, what);
        var (relative, ofLargest) = Doubles ? (1e-8, 1e-9) : (1e-4, 1e-3);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < values.Length; i++)
            Math.Abs(values[i] - expected[i]).Should()
                .BeLessThanOrEqualTo(Math.Max(relative * Math.Abs(expected[i]), ofLargest * largest), "{0}[{1}]: {2} against {3}", what, i,
                    values[i], expected[i]);
    }

    public void Dispose()
    {
        Vivit.Dispose();
        _scope.Dispose();
    }
}
