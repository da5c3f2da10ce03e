using Claims.Alley;
using Claims.Checkpoints.Safetensors;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Checkpoints;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>A model written to a folder, in one of the forms that checkpoints have, and read again.</summary>
internal static class Saved
{
    public static Vivit AsOneFile(Vivit vivit) => Reread(vivit, _ => { });

    public static Vivit AsShards(Vivit vivit) => Reread(vivit, folder =>
    {
        const int Shards = 3;
        string Name(int shard) => $"model-{shard + 1:00000}-of-{Shards:00000}.safetensors";
        File.Delete(Path.Combine(folder, "model.safetensors"));
        var tensors = vivit.Weights.Named().OrderBy(tensor => tensor.Key, StringComparer.Ordinal).Index().ToArray();
        foreach (var shard in tensors.GroupBy(tensor => tensor.Index % Shards))
            SafetensorsWriter.Write(Path.Combine(folder, Name(shard.Key)), shard.Select(tensor => (tensor.Item.Key, tensor.Item.Value)));
        var map = string.Join(",\n", tensors.Select(tensor => $"\"{tensor.Item.Key}\": \"{Name(tensor.Index % Shards)}\""));
        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), $$"""{ "metadata": {}, "weight_map": { {{map}} } }""");
    });

    public static Vivit AsPickle(Vivit vivit) => AsPickle(vivit, TorchFile.Of);

    public static Vivit AsLegacyPickle(Vivit vivit) => AsPickle(vivit, TorchFile.Legacy);

    private static Vivit AsPickle(Vivit vivit, Func<IEnumerable<KeyValuePair<string, GoldenTensor>>, byte[]> form) =>
        Reread(vivit, folder =>
    {
        File.Delete(Path.Combine(folder, "model.safetensors"));
        var tensors = vivit.Weights.Named()
            .Select(tensor =>
                KeyValuePair.Create(tensor.Key, new GoldenTensor("F32", tensor.Value.shape, tensor.Value.contiguous().bytes.ToArray())));
        File.WriteAllBytes(Path.Combine(folder, "pytorch_model.bin"), form(tensors));
    });

    /// <summary>In a shorter type, as half the checkpoints on the hub are.</summary>
    public static Vivit As(Vivit vivit, ScalarType type)
    {
        using var shorter = new Vivit(vivit.Config, vivit.Weights.Map(weight => weight.to(type)));
        return Reread(shorter, _ => { });
    }

    private static Vivit Reread(Vivit vivit, Action<string> change)
    {
        var folder = Directory.CreateTempSubdirectory("claims-drift-").FullName;
        try
        {
            VivitCheckpoint.Write(folder, vivit.Config, vivit.Weights, AlleyWorld.Preprocessor);
            change(folder);
            return Vivit.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
