using System.Text.Json.Nodes;
using Claims.Common;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Model;
using FsCheck;
using FsCheck.Xunit;
using static Claims.Tests.Model.Misfits;
using static TorchSharp.torch;

namespace Claims.Tests.Checkpoints;

/// <summary>Folders whose tensors and config.json do not belong together, and the same in code: a model that runs, or an error.</summary>
public sealed class MisfitCheckpointTests : IDisposable
{
    private static readonly VivitConfig Config = SmallVivit.Config(layers: 2);

    private static readonly (string Name, int Bytes)[] Dtypes =
        [("F32", 4), ("F32", 4), ("F32", 4), ("F64", 8), ("F16", 2), ("BF16", 2), ("I64", 8), ("U8", 1), ("BOOL", 1)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 300, Replay = Seed)]
    public Property Folders_that_do_not_fit_are_refused() => Each(Folder);

    [Property(MaxTest = 300, Replay = Seed)]
    public Property Weights_that_do_not_fit_are_refused() => Each(Weights);

    [Property(MaxTest = 5000), Trait("Category", "slow")]
    public Property Very_many_folders_that_do_not_fit_are_refused() => Each(Folder);

    [Property(MaxTest = 5000), Trait("Category", "slow")]
    public Property Very_many_weights_that_do_not_fit_are_refused() => Each(Weights);

    private (string, Action) Folder(Random random)
    {
        var (json, said) = Json(random);
        var (tensors, changed) = Shapes(random);
        var dtype = random.Next(3) > 0 ? ScalarType.Float32 : Misfits.Type(random);
        _folder.Write("config.json", json.ToJsonString());
        var file = tensors.Select(tensor => KeyValuePair.Create(tensor.Key, Zeros(tensor.Value, Of(random, Dtypes))));
        _folder.Write("model.safetensors", SafetensorsBytes.Of(file));
        return ($"{said}; {changed}; as {dtype}", () =>
        {
            using var vivit = Vivit.Load(_folder.Path, dtype: dtype);
            MustRun(vivit);
        }
        );
    }

    private static (string, Action) Weights(Random random)
    {
        var (config, said) = Changed(random);
        var (shapes, changed) = Shapes(random);
        var type = random.Next(3) > 0 ? ScalarType.Float32 : Misfits.Type(random);
        var odd = random.Next(4) == 0 ? Of(random, [.. shapes.Keys]) : null;
        return ($"{said}; {changed}; {type}{(odd is null ? "" : $", {odd} of another type")}", () =>
        {
            using var weights = VivitWeights.From(config, Read);
            MustRun(new Vivit(config, weights));
        }
        );

        Tensor Read(string name) => shapes.TryGetValue(name, out var shape) ? zeros(shape, dtype: name == odd ? ScalarType.Float64 : type)
            : throw new BadInputException($"There is no {name}.");
    }

    private static void MustRun(Vivit vivit)
    {
        var config = vivit.Config;
        var clip = zeros([1, config.Frames, config.Channels, config.ImageSize, config.ImageSize]);
        using var trace = vivit.Run(clip, Sites.Pattern | Sites.ResidPost);
        trace.Logits.shape.Should().Equal(1, config.Labels.Count);
    }

    // The model's tensors, as a rule with one changed, one more or one less.
    private static (Dictionary<string, long[]> Shapes, string What) Shapes(Random random)
    {
        var shapes = VivitWeights.Expected(Config).ToDictionary();
        var name = Of(random, [.. shapes.Keys.Order(StringComparer.Ordinal)]);
        switch (random.Next(6))
        {
            case 0:
                return (shapes, "all tensors");
            case 1:
                shapes.Remove(name);
                return (shapes, $"without {name}");
            case 2:
                shapes[name + "s"] = Shape(random, shapes[name]);
                return (shapes, $"with {name}s");
            default:
                shapes[name] = Shape(random, shapes[name]);
                return (shapes, $"{name} [{string.Join(", ", shapes[name])}]");
        }
    }

    // The architecture, as a rule with one size changed, as code has it.
    private static (VivitConfig Config, string What) Changed(Random random)
    {
        var size = random.Next(8) > 0 ? random.Next(14) : Of(random, -1, 24, 1 << 20, int.MaxValue);
        return random.Next(12) switch
        {
            0 => (Config with { HiddenSize = size }, $"width {size}"),
            1 => (Config with { Layers = Math.Min(size, 4) }, $"{Math.Min(size, 4)} layers"),
            2 => (Config with { Heads = size }, $"{size} heads"),
            3 => (Config with { MlpSize = size }, $"MLP width {size}"),
            4 => (Config with { ImageSize = Math.Min(size, 24) }, $"image {Math.Min(size, 24)}"),
            5 => (Config with { Frames = Math.Min(size, 24) }, $"{Math.Min(size, 24)} frames"),
            6 => (Config with { TubeletSize = (size, 3, 3) }, $"tubelets of {size} frames"),
            7 => (Config with { TubeletSize = (2, 3, size) }, $"tubelets of {size} columns"),
            8 => (Config with { Channels = size }, $"{size} channels"),
            9 => (Config with { Labels = [.. Enumerable.Range(0, Math.Clamp(size, 0, 24)).Select(id => $"{id}")] }, $"{size} classes"),
            10 => (Config with { QkvBias = false }, "no biases"),
            _ => (Config, "the same sizes"),
        };
    }

    private static (JsonObject Json, string What) Json(Random random)
    {
        var (config, what) = Changed(random);
        return (VivitConfigWriter.ToJson(config, ScalarType.Float32), what);
    }

    private static GoldenTensor Zeros(long[] shape, (string Name, int Bytes) dtype) =>
        new(dtype.Name, shape, new byte[shape.Aggregate(1L, (product, length) => product * length) * dtype.Bytes]);
}
