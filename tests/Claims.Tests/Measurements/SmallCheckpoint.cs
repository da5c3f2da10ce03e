using System.Text.Json;
using Claims.Model;
using Claims.Model.Checkpoints;
using Claims.Tests.Checkpoints;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>A checkpoint folder of a small model with random weights of deviation 0.3, and clips beside it, for the command line.</summary>
internal static class SmallCheckpoint
{
    /// <summary>Writes config.json, model.safetensors and clips.safetensors (clip_0, clip_1, ..., each of more contrast than the one before: [1, T, C, H, W]; clip_0_flat: [T, C, H, W]).</summary>
    public static void Write(string folder, VivitConfig config, int clips = 2, int seed = 1)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(new
        {
            model_type = "vivit",
            architectures = new[] { "VivitForVideoClassification" },
            hidden_size = config.HiddenSize,
            num_hidden_layers = config.Layers,
            num_attention_heads = config.Heads,
            intermediate_size = config.MlpSize,
            hidden_act = "gelu_fast",
            layer_norm_eps = config.LayerNormEps,
            qkv_bias = true,
            image_size = config.ImageSize,
            num_frames = config.Frames,
            tubelet_size = new[] { config.TubeletSize.Time, config.TubeletSize.Height, config.TubeletSize.Width },
            num_channels = config.Channels,
            id2label = config.Labels.Index().ToDictionary(label => label.Index.ToString(), label => label.Item),
            label2id = config.Labels.Index().ToDictionary(label => label.Item, label => label.Index),
        }));
        File.Copy(Path.Combine(GoldenPair.Folder, "vivit-tiny", "preprocessor_config.json"), Path.Combine(folder, "preprocessor_config.json"));
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        Save(Path.Combine(folder, "model.safetensors"), VivitWeights.Expected(config).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, randn(pair.Value, generator: generator) * 0.3)));
        var shape = new long[] { 1, config.Frames, config.Channels, config.ImageSize, config.ImageSize };
        (string, Tensor)[] made = [.. Enumerable.Range(0, clips).Select(clip => ($"clip_{clip}", (rand(shape, generator: generator) * 2 - 1) * (1 + clip)))];
        Save(Path.Combine(folder, "clips.safetensors"), [.. made, ("clip_0_flat", made[0].Item2.squeeze(0))]);
    }

    private static void Save(string path, IEnumerable<(string Name, Tensor Value)> tensors) => File.WriteAllBytes(path, SafetensorsBytes.Of(
        tensors.Select(tensor => KeyValuePair.Create(tensor.Name, new GoldenTensor("F32", tensor.Value.shape, tensor.Value.contiguous().bytes.ToArray())))));
}
