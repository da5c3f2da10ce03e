using System.Text.Json;
using Claims.Common;
using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

/// <summary>The settings of a <c>preprocessor_config.json</c>, each checked, none ignored.</summary>
internal sealed class PreprocessorSettings
{
    private const int LargestEdge = 16384;

    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _settings = [];

    public PreprocessorSettings(string path, JsonElement root)
    {
        _path = path;
        if (root.ValueKind != JsonValueKind.Object)
            throw Wrong("is not a JSON object.");
        foreach (var setting in root.EnumerateObject())
        {
            if (!_settings.TryAdd(setting.Name, setting.Value))
                throw Wrong($"states \"{setting.Name}\" twice.");
        }
    }

    public Preprocessor ToPreprocessor()
    {
        if (Take("image_processor_type") is { } type && type.ToString() != "VivitImageProcessor")
            throw Wrong($"is for a {type}; only VivitImageProcessor is known.");
        // Says which class bundles the processor, or repeats its own arguments' names: nothing about pixels.
        Take("processor_class");
        Take("_valid_processor_keys");
        var defaults = new Preprocessor();
        var (edge, size) = Resize(defaults);
        var crop = Take("crop_size") is { } c ? Rectangle("crop_size", c) : defaults.Crop;
        var (mean, std) = (Triple("image_mean") ?? defaults.Mean, Triple("image_std") ?? defaults.Std);
        var factor = Number("rescale_factor") ?? defaults.RescaleFactor;
        var result = new Preprocessor
        {
            ShortestEdge = edge,
            Size = size,
            Filter = Filter() ?? defaults.Filter,
            Crop = Flag("do_center_crop") ? crop : null,
            RescaleFactor = Flag("do_rescale") ? factor : null,
            Offset = Flag("offset"),
            Mean = Flag("do_normalize") ? mean : null,
            Std = std,
        };
        if (_settings.Count > 0)
            throw Wrong($"has settings that are not known here: {string.Join(", ", _settings.Keys)}. What they do to the pixels would be a "
                + "guess.");
        if (std.R == 0 || std.G == 0 || std.B == 0)
            throw Wrong("has a zero in \"image_std\".");
        return result;
    }

    private (int? Edge, FrameSize? Size) Resize(Preprocessor defaults)
    {
        var (edge, size) = (defaults.ShortestEdge, defaults.Size);
        if (Take("size") is { } stated)
        {
            // A bare number has always meant the shortest edge to this processor.
            (edge, size) = stated.ValueKind == JsonValueKind.Number ? (Edge("size", stated), null)
                : stated.ValueKind == JsonValueKind.Object && Names(stated) is ["shortest_edge"]
                ? (Edge("size", stated.GetProperty("shortest_edge")), null)
                : ((int?)null, (FrameSize?)Rectangle("size", stated));
        }

        return Flag("do_resize") ? (edge, size) : (null, null);
    }

    private FrameSize Rectangle(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return new(Edge(name, value), Edge(name, value));
        if (value.ValueKind == JsonValueKind.Object && Names(value) is ["height", "width"])
            return new(Edge(name, value.GetProperty("height")), Edge(name, value.GetProperty("width")));
        throw Wrong($"has \"{name}\": {value.GetRawText()}; known are a number, \"height\" with \"width\", and for \"size\" "
            + $"\"shortest_edge\".");
    }

    private int Edge(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var edge) && edge is > 0 and <= LargestEdge
            ? edge
            : throw Wrong($"has \"{name}\" of {value.GetRawText()}: an edge is a whole number from 1 to {LargestEdge}.");

    private Resample? Filter() => Take("resample") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && Enum.IsDefined((Resample)number) =>
            (Resample)number,
        { } value =>
            throw Wrong($"has \"resample\": {value.GetRawText()}; known are Pillow's 1 (Lanczos), 2 (bilinear), 3 (bicubic), 4 (box) and 5 "
                + "(Hamming)."),
    };

    private bool Flag(string name) => Take(name) switch
    {
        null => true,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong($"has \"{name}\": {value.GetRawText()}, which is neither true nor false."),
    };

    private double? Number(string name) => Take(name) is { } value ? Finite(name, value) : null;

    private (float R, float G, float B)? Triple(string name)
    {
        if (Take(name) is not { } value)
            return null;
        var channels = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : Enumerable.Repeat(value, 3).ToArray();
        if (channels.Length != 3)
            throw Wrong($"has {channels.Length} channels in \"{name}\", not 3.");
        return ((float)Finite(name, channels[0]), (float)Finite(name, channels[1]), (float)Finite(name, channels[2]));
    }

    private double Finite(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Wrong($"has \"{name}\": {value.GetRawText()}, which is no number.");

    private static string[] Names(JsonElement value) => [.. value.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];

    // A null says the same as silence.
    private JsonElement? Take(string name) =>
        _settings.Remove(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private BadInputException Wrong(string what) => new(what, _path, page: "video");
}
