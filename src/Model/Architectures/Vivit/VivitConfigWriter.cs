using System.Globalization;
using System.Text.Json.Nodes;
using Claims.Checkpoints;
using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>config.json as a JSON object that <see cref="VivitConfigReader"/> and transformers read.</summary>
internal static class VivitConfigWriter
{
    public static JsonObject ToJson(VivitConfig config, ScalarType dtype) => new()
    {
        ["architectures"] = new JsonArray("VivitForVideoClassification"),
        ["attention_probs_dropout_prob"] = 0.0,
        ["hidden_act"] = VivitConfigReader.Activations.Single(pair => pair.Value == config.Activation).Key,
        ["hidden_dropout_prob"] = 0.0,
        ["hidden_size"] = config.HiddenSize,
        ["id2label"] =
            new JsonObject(
                config.Labels.Select((label, id) => KeyValuePair.Create(id.ToString(CultureInfo.InvariantCulture), (JsonNode?)label))),
        ["image_size"] = config.ImageSize,
        ["intermediate_size"] = config.MlpSize,
        ["label2id"] = new JsonObject(config.Labels.Select((label, id) => KeyValuePair.Create(label, (JsonNode?)id))),
        ["layer_norm_eps"] = config.LayerNormEps,
        ["model_type"] = VivitConfig.ModelType,
        ["num_attention_heads"] = config.Heads,
        ["num_channels"] = config.Channels,
        ["num_frames"] = config.Frames,
        ["num_hidden_layers"] = config.Layers,
        ["qkv_bias"] = config.QkvBias,
        ["torch_dtype"] = dtype.Name(),
        ["tubelet_size"] = new JsonArray(config.TubeletSize.Time, config.TubeletSize.Height, config.TubeletSize.Width),
    };
}
