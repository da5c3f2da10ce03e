using System.Text.Json;
using Claims.Checkpoints.Safetensors;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model.Architectures.Vivit;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements.Golden;

/// <summary>The reference set's model and its two clips (fixtures/golden/dev/README.md).</summary>
internal sealed class GoldenPair : IDisposable
{
    public static readonly string Folder = Path.Combine(Repository.Fixtures, "golden", "dev");

    private readonly DisposeScope _scope = NewDisposeScope();

    public GoldenPair(ScalarType dtype)
    {
        Vivit = Vivit.Load(Path.Combine(Folder, "vivit-tiny"), dtype: dtype);
        using var file = SafetensorsFile.Open(Path.Combine(Folder, "forward.safetensors"));
        Pair = new ClipPair(Vivit, file.Read("pixel_values_a"), file.Read("pixel_values_b"));
        Grid = TokenGrid.Of(Vivit);
    }

    public Vivit Vivit { get; }

    public ClipPair Pair { get; }

    public TokenGrid Grid { get; }

    public static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file))).RootElement;

    public void Dispose()
    {
        Pair.Dispose();
        Vivit.Dispose();
        _scope.Dispose();
    }
}
