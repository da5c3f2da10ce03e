using System.Text.Json;
using Claims.Checkpoints;

namespace Claims.Model.Architectures.Vivit;

/// <summary>config.json, field by field.</summary>
internal static class VivitConfigReader
{
    // Bounds that every known video transformer keeps by a wide margin; products of them stay within 32 bits of tokens
    // and 64 bits of elements.
    private const int MostWidth = 65536, MostLayers = 1024, MostPixels = 16384, MostFrames = 16384, MostChannels = 256;
    private const int MostTokens = 1 << 24;
    private const string Architecture = "VivitForVideoClassification", Encoder = "VivitModel";

    internal static readonly Dictionary<string, Activation> Activations = new(StringComparer.Ordinal)
    {
        ["gelu"] = Activation.Gelu,
        ["gelu_fast"] = Activation.GeluFast,
        ["gelu_new"] = Activation.GeluNew,
        ["gelu_pytorch_tanh"] = Activation.GeluPytorchTanh,
        ["relu"] = Activation.Relu,
    };

    public static VivitConfig Read(string path) => JsonFile.Read(path, ConfigFields.LongestFile,
        json => Read(new ConfigFields(json, path)),
        (what, inner) => new ConfigException(ConfigFault.NotJson, what, path, inner: inner));

    private static VivitConfig Read(ConfigFields fields)
    {
        CheckArchitecture(fields);
        CheckInactive(fields);
        var defaults = new VivitConfig();
        var classes = ClassNames.Read(fields, defaults.Labels);
        var tubelet = fields.Ints("tubelet_size", 3, 1, MostPixels);
        var config = new VivitConfig
        {
            HiddenSize = fields.Int("hidden_size", defaults.HiddenSize, 1, MostWidth),
            Layers = fields.Int("num_hidden_layers", defaults.Layers, 1, MostLayers),
            Heads = fields.Int("num_attention_heads", defaults.Heads, 1, MostWidth),
            MlpSize = fields.Int("intermediate_size", defaults.MlpSize, 1, MostWidth),
            Activation = ReadActivation(fields, defaults.Activation),
            LayerNormEps = fields.Number("layer_norm_eps", defaults.LayerNormEps, eps => eps is > 0 and <= 1, "above 0 and at most 1"),
            QkvBias = fields.Bool("qkv_bias", defaults.QkvBias),
            ImageSize = ReadImageSize(fields, defaults.ImageSize),
            Frames = fields.Int("num_frames", defaults.Frames, 1, MostFrames),
            TubeletSize = tubelet is null ? defaults.TubeletSize : (tubelet[0], tubelet[1], tubelet[2]),
            Channels = fields.Int("num_channels", defaults.Channels, 1, MostChannels),
            Labels = classes.Names,
            Notes = classes.Note is { } note ? [note] : [],
        };
        CheckSizes(fields, config);
        fields.MustBeEmpty(HarmlessFields.Names);
        return config;
    }

    private static void CheckArchitecture(ConfigFields fields)
    {
        var type = fields.Text("model_type");
        if (type != VivitConfig.ModelType)
            throw fields.Fault(ConfigFault.Unsupported, "model_type",
                $"model_type is {(type is null ? "absent" : Quoting.Quote(type))}; only '{VivitConfig.ModelType}' is read.",
                "Give a checkpoint of that type.");
        if (fields.Take("architectures", out var names)
            && (names.ValueKind != JsonValueKind.Array || names.GetArrayLength() != 1 || names[0].ValueKind != JsonValueKind.String
                || !names[0].ValueEquals(Architecture)))
        {
            var encoder = names.ValueKind == JsonValueKind.Array && names.EnumerateArray()
                .Any(name => name.ValueKind == JsonValueKind.String && name.ValueEquals(Encoder));
            throw fields.Fault(ConfigFault.Unsupported, "architectures",
                $"architectures is {Quoting.Quote(names.GetRawText())}; only '{Architecture}' is read."
                    + (encoder ? " An encoder that was saved without its classifier tells no classes." : ""),
                encoder ? $"Save the whole {Architecture}, and give that folder."
                    : $"If the model computes what '{Architecture}' computes, write that name; else it is another model.");
        }
    }

    /// <summary>Dropout does nothing at evaluation; pruned heads would, so there must be none.</summary>
    private static void CheckInactive(ConfigFields fields)
    {
        foreach (var name in new[] { "hidden_dropout_prob", "attention_probs_dropout_prob" })
            fields.Number(name, 0, p => p is >= 0 and < 1, "from 0 to below 1");
        if (fields.Take("pruned_heads", out var pruned) && fields.Object("pruned_heads", pruned).Any())
            throw fields.Fault(ConfigFault.Unsupported, "pruned_heads", "pruned_heads is not empty: such models are not read.");
    }

    private static Activation ReadActivation(ConfigFields fields, Activation absent)
    {
        var name = fields.Text("hidden_act");
        if (name is null)
            return absent;
        return Activations.TryGetValue(name, out var activation) ? activation : throw fields.Fault(ConfigFault.Unsupported, "hidden_act",
            $"hidden_act is {Quoting.Quote(name)}; only {string.Join(", ", Activations.Keys)} are implemented.");
    }

    /// <summary>One number, or since version 5 two: height and width, which must be the same.</summary>
    private static int ReadImageSize(ConfigFields fields, int absent)
    {
        const string Name = "image_size";
        if (!fields.Take(Name, out var value))
            return absent;
        if (value.ValueKind != JsonValueKind.Array)
            return fields.ToInt(Name, value, 1, MostPixels);
        var sizes = value.EnumerateArray().Select(size => fields.ToInt(Name, size, 1, MostPixels)).ToArray();
        return sizes is [var height, var width] && height == width
            ? height
            : throw fields.Fault(ConfigFault.Unsupported, Name,
                $"{Name} is [{string.Join(", ", sizes.Take(8))}]; only square frames are read.");
    }

    private static void CheckSizes(ConfigFields fields, VivitConfig config)
    {
        if (config.HiddenSize % config.Heads != 0)
            throw fields.Fault(ConfigFault.Contradiction, "num_attention_heads",
                $"hidden_size {config.HiddenSize} is not a multiple of num_attention_heads {config.Heads}.");
        var (time, height, width) = config.Grid;
        if (time == 0 || height == 0 || width == 0)
            throw fields.Fault(ConfigFault.Contradiction, "tubelet_size",
                $"tubelet_size {config.TubeletSize} exceeds num_frames {config.Frames} or image_size {config.ImageSize}.");
        if ((long)time * height * width > MostTokens)
            throw fields.Fault(ConfigFault.OutOfRange, "tubelet_size",
                $"{(long)time * height * width} tokens; at most {MostTokens} are read.");
    }
}
