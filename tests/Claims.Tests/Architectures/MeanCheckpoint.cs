using System.Text.Json;
using System.Text.Json.Nodes;
using Claims.Checkpoints.Folders;
using Claims.Model;
using Claims.Video.Preprocessing;
using static TorchSharp.torch;

namespace Claims.Tests.Architectures;

/// <summary>A checkpoint folder of the second architecture, untrained, and a subject of alley clips on it.</summary>
internal static class MeanCheckpoint
{
    public static MeanConfig Config { get; } = new(12, 12, ["bowling", "golf", "darts"]);

    /// <summary>Writes config.json, preprocessor_config.json and model.safetensors.</summary>
    public static string Write(string folder, long seed = 1, Action<Dictionary<string, Tensor>>? change = null)
    {
        Architecture.Register(new MeanPooledArchitecture());
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var weights = Config.Tensors.ToDictionary(tensor => tensor.Name, tensor => randn([.. tensor.Shape], generator: generator) * 0.2);
        change?.Invoke(weights);
        var config = new JsonObject
        {
            ["model_type"] = MeanPooledArchitecture.Type,
            ["layers"] = Config.Layers,
            ["heads"] = Config.Heads,
            ["labels"] = new JsonArray([.. Config.Labels.Select(label => (JsonNode)label)]),
        };
        CheckpointWriter.Write(folder, config, weights.Select(weight => (weight.Key, weight.Value)),
            PreprocessorWriter.ToJson(new Preprocessor
            {
                ShortestEdge = null,
                Size = new(32, 32),
                Crop = null,
            }));
        return folder;
    }

    /// <summary>Writes a subject of bowling clips that the model in a folder sees.</summary>
    public static string Subject(string path, string model, int pairs = 9)
    {
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            schema = "claims-subject/1",
            name = "mean-pooled",
            description = "A second architecture, untrained.",
            model,
            target = "bowling",
            pairs = Enumerable.Range(1, pairs).Select(seed => new
            {
                name = $"seed {seed}",
                clean = $"alley:{seed}:strike",
                corrupt = $"alley:{seed}:gutter",
                other_scene = $"alley:{seed + 1000}:gutter",
            }),
        }));
        return path;
    }
}
