using System.Text.Json;

namespace Claims.Model.Video;

/// <summary>What a model wants of a clip. The defaults are the published checkpoint's.</summary>
public sealed record ClipOptions
{
    /// <summary>How many frames the model sees.</summary>
    public int Frames { get; init; } = 32;

    /// <summary>Rows and columns of the model's input; null: whatever the processor makes.</summary>
    public int? ImageSize { get; init; } = 224;

    /// <summary>What is done to each frame.</summary>
    public Preprocessor Preprocessor { get; init; } = new();

    /// <summary>Which frames; null: all of a tensor that has exactly as many as the model sees, else <c>seeded:42</c>, as published.</summary>
    public FrameChoice? Choice { get; init; }

    /// <summary>How long each run of a decoding program may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the checkpoint in a folder wants: <c>num_frames</c> and <c>image_size</c> of its <c>config.json</c>, and its <c>preprocessor_config.json</c>.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <exception cref="BadInputException">One of the two cannot be read.</exception>
    public static ClipOptions ForModel(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new()
            {
                Frames = Stated(json.RootElement, "num_frames", path) ?? 32,
                ImageSize = Stated(json.RootElement, "image_size", path) ?? 224,
                Preprocessor = Preprocessor.Read(folder),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BadInputException($"cannot be read: {e.Message}", path, "--model takes a checkpoint's folder.", "video", e);
        }
    }

    private static int? Stated(JsonElement config, string name, string path)
    {
        if (config.ValueKind != JsonValueKind.Object || !config.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is > 0 and <= 16384
            ? number
            : throw new BadInputException($"has \"{name}\": {value.GetRawText()}.", path, page: "video");
    }
}
