using System.Text.Json.Nodes;
using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

/// <summary>preprocessor_config.json as a JSON object that <see cref="PreprocessorSettings"/> and transformers read.</summary>
internal static class PreprocessorWriter
{
    public static JsonObject ToJson(Preprocessor preprocessor)
    {
        // What a step would do is said only where it is done.
        var json = new JsonObject
        {
            ["do_center_crop"] = preprocessor.Crop is not null,
            ["do_normalize"] = preprocessor.Mean is not null,
            ["do_rescale"] = preprocessor.RescaleFactor is not null,
            ["do_resize"] = preprocessor.ShortestEdge is not null || preprocessor.Size is not null,
            ["image_processor_type"] = "VivitImageProcessor",
            ["offset"] = preprocessor.Offset,
            ["resample"] = (int)preprocessor.Filter,
        };
        if (preprocessor.Crop is { } crop)
            json["crop_size"] = Sizes(crop);
        if (preprocessor.Mean is { } mean)
            (json["image_mean"], json["image_std"]) = (Channels(mean), Channels(preprocessor.Std));
        if (preprocessor.RescaleFactor is { } factor)
            json["rescale_factor"] = factor;
        if (preprocessor.ShortestEdge is { } edge)
            json["size"] = new JsonObject { ["shortest_edge"] = edge };
        else if (preprocessor.Size is { } size)
            json["size"] = Sizes(size);
        return json;
    }

    private static JsonObject Sizes(FrameSize size) => new() { ["height"] = size.Height, ["width"] = size.Width };

    private static JsonArray Channels((float R, float G, float B) of) => new(of.R, of.G, of.B);
}
