using System.Text.Json;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Checkpoints;
using Claims.Tests.Measurements.Golden;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>A checkpoint folder of a small model with random weights of deviation 0.3, and clips beside it, for the command line.</summary>
internal static class SmallCheckpoint
{
    /// <summary>Heads of 4 numbers, an MLP twice as wide as the stream.</summary>
    public static VivitConfig Config(int frames, int image, (int, int, int) tubelet, int layers, int heads, int classes) => new()
    {
        Layers = layers,
        Heads = heads,
        HiddenSize = heads * 4,
        MlpSize = heads * 8,
        ImageSize = image,
        Frames = frames,
        TubeletSize = tubelet,
        Labels = [.. Enumerable.Range(0, classes).Select(label => $"class {label}")],
    };

    /// <summary>A list of the first clips, of two outcomes in turn, two clips a scene.</summary>
    public static string List(TemporaryFolder folder, int clips)
    {
        File.WriteAllLines(folder.File("clips.csv"), ["clip,outcome,scene", .. Enumerable.Range(0, clips)
            .Select(clip => $"{folder.File($"clips.safetensors#clip_{clip}")},{(clip % 2 == 0 ? "strike" : "gutter")},scene {clip / 2}")]);
        return folder.File("clips.csv");
    }

    /// <summary>
    /// Writes config.json, model.safetensors and clips.safetensors (clip_0, clip_1, ...: [1, T, C, H, W]; clip_0_flat: [T, C, H, W]).
    /// The classifier's bias lies between the first two clips, so that they are taken for different classes.
    /// </summary>
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
        File.Copy(Path.Combine(GoldenPair.Folder, "vivit-tiny", "preprocessor_config.json"),
            Path.Combine(folder, "preprocessor_config.json"));
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var weights = VivitWeights.Expected(config).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => randn(pair.Value, generator: generator) * 0.3);
        var shape = new long[] { 1, config.Frames, config.Channels, config.ImageSize, config.ImageSize };
        (string Name, Tensor Value)[] made =
            [.. Enumerable.Range(0, clips).Select(clip => ($"clip_{clip}", rand(shape, generator: generator) * 2 - 1))];
        Save(Path.Combine(folder, "clips.safetensors"), [.. made, ("clip_0_flat", made[0].Value.squeeze(0))]);
        Save(Path.Combine(folder, "model.safetensors"), weights.Select(pair => (pair.Key, pair.Value)));
        using (var vivit = Vivit.Load(folder))
            weights["classifier.bias"].sub_(vivit.Run(cat([made[0].Value, made[1].Value], 0)).Logits.mean([0]));
        Save(Path.Combine(folder, "model.safetensors"), weights.Select(pair => (pair.Key, pair.Value)));
    }

    private static void Save(string path, IEnumerable<(string Name, Tensor Value)> tensors) => File.WriteAllBytes(path, SafetensorsBytes.Of(
        tensors.Select(tensor =>
            KeyValuePair.Create(tensor.Name, new GoldenTensor("F32", tensor.Value.shape, tensor.Value.contiguous().bytes.ToArray())))));
}
