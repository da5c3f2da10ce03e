using System.Text.Json;
using Claims.Model;
using Claims.Video.Frames;
using static TorchSharp.torch;

namespace Claims.Tests.Architectures;

/// <summary>
/// Config.json of the second architecture: {"model_type": "mean-pooled", "layers": 12, "heads": 3, "labels": ["bowling", ...]}.
/// </summary>
internal sealed record MeanConfig(int Layers, int Heads, IReadOnlyList<string> Labels) : IModelConfig
{
    public const double Epsilon = 1e-6;

    private const int HeadSize = 4;

    public ModelShape Shape { get; } = new()
    {
        Architecture = MeanPooledArchitecture.Type,
        Layers = Layers,
        Heads = Heads,
        Width = Heads * HeadSize,
        MlpWidth = 2 * Heads * HeadSize,
        Clip = new ClipFormat { Frames = 8, ImageSize = 32, Tubelet = (2, 8, 8) },
        Tokens = TokenLayout.MeanOfPatches((4, 4, 4)),
        Labels = Labels,
    };

    public string Options => "gelu";

    /// <summary>All tensors: names and shapes.</summary>
    public IReadOnlyList<ExpectedTensor> Tensors
    {
        get
        {
            long d = Shape.Width, m = Shape.MlpWidth;
            return
            [
                .. Both("embed", d, 3 * 2 * 8 * 8), new("positions", [1, Shape.Tokens.Count, d]), .. Both("norm", d),
                .. Both("head", Labels.Count, d),
                .. Enumerable.Range(0, Layers).SelectMany(i => (ExpectedTensor[])
                [
                    .. Both($"{i}.norm1", d), .. Both($"{i}.qkv", 3 * d, d), .. Both($"{i}.out", d, d), .. Both($"{i}.norm2", d),
                    .. Both($"{i}.up", m, d), .. Both($"{i}.down", d, m),
                ]),
            ];
        }
    }

    private static ExpectedTensor[] Both(string name, params long[] weight) =>
        [new(name + ".weight", weight) { Spellings = ["old." + name] }, new(name + ".bias", [weight[0]])];
}

/// <summary>The second architecture under its name.</summary>
internal sealed class MeanPooledArchitecture : Architecture
{
    public const string Type = "mean-pooled";

    public override string ModelType => Type;

    public override IModelConfig ReadConfig(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        return new MeanConfig(root.GetProperty("layers").GetInt32(), root.GetProperty("heads").GetInt32(),
            [.. root.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)]);
    }

    public override IReadOnlyList<ExpectedTensor> Expected(IModelConfig config) => ((MeanConfig)config).Tensors;

    public override VideoModel Build(IModelConfig config, Func<string, Tensor> tensor) => MeanPooled.Of((MeanConfig)config, tensor);
}
