using System.Text.Json;
using Claims.Checkpoints;
using Claims.Common;
using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

/// <summary>The settings of a <c>preprocessor_config.json</c>, each checked, none ignored.</summary>
internal sealed class PreprocessorSettings
{
    private const int LargestEdge = 16384;

    private const string OfVideos = "VivitVideoProcessor";

    private static readonly string[] Classes = ["VivitImageProcessor", "VivitImageProcessorFast", OfVideos];

    // Which class bundles the processor, or its own arguments' names; frames are RGB as they are; where and in what it computes; what a
    // sampler would do, which is not asked here.
    private static readonly string[] Inert =
    [
        "processor_class", "_valid_processor_keys", "do_convert_rgb", "input_data_format", "return_tensors", "disable_grouping", "device",
        "return_metadata", "video_metadata", "num_frames", "fps", "pad_size",
    ];

    private static readonly (string Name, string What)[] Undone =
    [
        ("do_sample_frames", "lets the processor choose the frames: here `--frames` does; set it to false and name them there"),
        ("do_pad", "puts a border around frames, which is not done here"),
    ];

    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _settings = [];

    public PreprocessorSettings(string path, JsonElement root)
    {
        _path = path;
        if (root.ValueKind != JsonValueKind.Object)
            throw Wrong("is not a JSON object.");
        // A null says the same as silence.
        foreach (var setting in root.EnumerateObject().Where(setting => setting.Value.ValueKind != JsonValueKind.Null))
        {
            if (!_settings.TryAdd(setting.Name, setting.Value))
                throw Wrong($"states \"{setting.Name}\" twice.");
        }
    }

    public Preprocessor ToPreprocessor()
    {
        var ofVideos = Class();
        TakeInert();
        // The original's processor of whole videos always centres pixels around zero, whatever its file says.
        var offset = Flag("offset") || ofVideos;
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
            Offset = offset,
            Mean = Flag("do_normalize") ? mean : null,
            Std = std,
        };
        if (_settings.Count > 0)
            throw Wrong($"has settings that are not known here: {Quoting.List(_settings.Keys)}. What they do to the pixels would be a "
                + "guess.");
        if (std.R == 0 || std.G == 0 || std.B == 0)
            throw Wrong("has a zero in \"image_std\".");
        return result;
    }

    // Whether it is the processor of whole videos.
    private bool Class()
    {
        var type = Take("image_processor_type") ?? Take("video_processor_type");
        var name = type is { ValueKind: JsonValueKind.String } text ? text.GetString() : type?.GetRawText();
        return name is null || Classes.Contains(name) ? name == OfVideos
            : throw Wrong($"is for a {name}; only {string.Join(", ", Classes)} are known.");
    }

    // What says nothing about pixels of RGB frames, at the values at which it does not.
    private void TakeInert()
    {
        foreach (var name in Inert)
            Take(name);
        if (Take("data_format") is { } order && !(order.ValueKind == JsonValueKind.String && order.ValueEquals("channels_first")))
            throw Wrong($"has \"data_format\": {order.GetRawText()}; a model takes channels_first.");
        foreach (var (name, what) in Undone)
        {
            if (Take(name) is { ValueKind: not JsonValueKind.False })
                throw Wrong($"has \"{name}\", which {what}.");
        }
    }

    private (int? Edge, FrameSize? Size) Resize(Preprocessor defaults)
    {
        var (edge, size) = (defaults.ShortestEdge, defaults.Size);
        var square = Take("default_to_square") is { ValueKind: JsonValueKind.True };
        if (Take("size") is { } stated)
        {
            // A bare number has always meant the shortest edge to this processor, unless it says otherwise.
            (edge, size) = stated.ValueKind == JsonValueKind.Number && !square ? (Edge("size", stated), null)
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

    private static string[] Names(JsonElement value) => [.. value.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)
        .Select(p => p.Name).Order(StringComparer.Ordinal)];

    private JsonElement? Take(string name) => _settings.Remove(name, out var value) ? value : null;

    private BadInputException Wrong(string what) => new(what, _path, page: "video");
}
