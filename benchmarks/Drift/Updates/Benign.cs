using Claims.Alley;
using Claims.Alley.Training;
using Claims.Model;
using Claims.Model.Checkpoints;
using Claims.Model.Video;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>Updates that leave every finding as it is.</summary>
public static class Benign
{
    private const double Noise = 1e-4;
    private const double TinyRate = 1e-6;
    private const int TinySteps = 8;

    /// <summary>The update of a seed: kinds take turns.</summary>
    public static Update Of(uint seed) => (seed % 9) switch
    {
        0 => new("saved and read, one file", 0, false, null, vivit => Reread(vivit, shards: 1)),
        1 => new("saved and read, shards", 0, false, null, vivit => Reread(vivit, shards: 3)),
        2 => new("bfloat16 and back", 0, false, null, vivit => Rounded(vivit, ScalarType.BFloat16)),
        3 => new("float16 and back", 0, false, null, vivit => Rounded(vivit, ScalarType.Float16)),
        4 => new("heads in another order", 0, false, null, vivit => VivitOrder.Apply(vivit, Orders(vivit, seed, heads: true))),
        5 => new("MLP units in another order", 0, false, null, vivit => VivitOrder.Apply(vivit, Orders(vivit, seed, heads: false))),
        6 => new("other weights, same function", 0, false, null, vivit => Rewritten(vivit, seed)),
        7 => new("noise", Noise, false, null, vivit => Noisy(vivit, Noise, seed)),
        _ => new("trained on, tiny rate", TinyRate, false, null, vivit => Trained.On(vivit, new TrainingRecipe { LearningRate = TinyRate, Steps = TinySteps, WarmUp = 0 }, new OtherClips(LabelKind.Action, seed))),
    };

    /// <summary>Every tensor with noise of a norm relative to its own.</summary>
    public static Vivit Noisy(Vivit vivit, double relative, uint seed) => Edits.Edited(vivit, tensors =>
    {
        using var random = new Generator(seed);
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
            Edits.AddNoise(tensor.Value, relative, random);
    });

    private static Vivit Reread(Vivit vivit, int shards)
    {
        var folder = Directory.CreateTempSubdirectory("claims-drift-").FullName;
        try
        {
            CheckpointWriter.Write(folder, vivit.Config, vivit.Weights, AlleyWorld.Preprocessor);
            if (shards > 1)
                Shard(folder, vivit, shards);
            return Vivit.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Shard(string folder, Vivit vivit, int shards)
    {
        File.Delete(Path.Combine(folder, "model.safetensors"));
        var tensors = vivit.Weights.Named(vivit.Config).OrderBy(tensor => tensor.Key, StringComparer.Ordinal).Index().ToArray();
        string Name(int shard) => $"model-{shard + 1:00000}-of-{shards:00000}.safetensors";
        foreach (var shard in tensors.GroupBy(tensor => tensor.Index % shards))
            SafetensorsWriter.Write(Path.Combine(folder, Name(shard.Key)), shard.Select(tensor => (tensor.Item.Key, tensor.Item.Value)));
        var map = string.Join(",\n", tensors.Select(tensor => $"\"{tensor.Item.Key}\": \"{Name(tensor.Index % shards)}\""));
        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), $$"""{ "metadata": {}, "weight_map": { {{map}} } }""");
    }

    private static Vivit Rounded(Vivit vivit, ScalarType type) => Edits.Edited(vivit, tensors =>
    {
        foreach (var tensor in tensors.Values)
            tensor.copy_(tensor.to(type).to(tensor.dtype));
    });

    private static VivitOrder[] Orders(Vivit vivit, uint seed, bool heads)
    {
        var random = new NumpyRandom(seed);
        var (count, units) = (vivit.Heads, vivit.Config.MlpSize);
        return [.. Enumerable.Range(0, vivit.Layers).Select(_ => heads ? VivitOrder.Same(count, units) with { Heads = random.Permutation(count) } : VivitOrder.Same(count, units) with { Units = random.Permutation(units) })];
    }

    // Keys' biases, which softmax does not see; a part of every write along which every norm is blind; a scale from queries to keys.
    private static Vivit Rewritten(Vivit vivit, uint seed) => Edits.Edited(vivit, tensors =>
    {
        using var random = new Generator(seed);
        for (var layer = 0; layer < vivit.Layers; layer++)
        {
            var attention = $"{Edits.Block(layer)}.attention.attention";
            tensors[$"{attention}.key.bias"].add_(randn([vivit.Config.HiddenSize], generator: random) * 0.1);
            tensors[$"{Edits.Block(layer)}.attention.output.dense.weight"].add_(randn([1, vivit.Config.HiddenSize], generator: random) * 0.1);
            var scale = rand([vivit.Config.HiddenSize, 1], generator: random) + 0.5;
            tensors[$"{attention}.query.weight"].mul_(scale);
            tensors[$"{attention}.query.bias"].mul_(scale.squeeze(1));
            tensors[$"{attention}.key.weight"].div_(scale);
            tensors[$"{attention}.key.bias"].div_(scale.squeeze(1));
        }
    });
}
