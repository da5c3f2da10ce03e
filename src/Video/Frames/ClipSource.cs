namespace Claims.Video.Frames;

/// <summary>Where a clip came from, and the facts of its stream as far as they are known.</summary>
/// <param name="Source">The source as the user gave it.</param>
/// <param name="Kind">What it is: "video", "images", "frames" (a uint8 tensor), "pixel_values" (a float tensor).</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="Height">Rows of a frame as stored.</param>
/// <param name="Width">Columns of a frame as stored.</param>
public sealed record ClipSource(string Source, string Kind, int Frames, int Height, int Width)
{
    /// <summary>How <see cref="Frames"/> is known: "stated by the container", "counted by decoding", "files", "tensor".</summary>
    public string? FramesAre { get; init; }

    /// <summary>
    /// How many frames the container states, where it states a number: what the published notebook's decoder (PyAV) takes for the clip's
    /// length. Null where there is no such statement.
    /// </summary>
    public int? StatedFrames { get; init; }

    /// <summary>Which stream of the file it is, counted from 0 among streams of every kind; null where there are none.</summary>
    public int? Stream { get; init; }

    /// <summary>What a reader should know of how the clip was read: whole sentences without their full stop.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The container, by ffmpeg's name.</summary>
    public string? Format { get; init; }

    /// <summary>The codec, by ffmpeg's name.</summary>
    public string? Codec { get; init; }

    /// <summary>How the codec stores pixels, by ffmpeg's name.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Frames a second, on average; null where the container does not say.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Length in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>How the picture is turned for display, in degrees; the frames a model sees are turned.</summary>
    public int Rotation { get; init; }

    /// <summary>The program that decoded it, with its version.</summary>
    public string? Decoder { get; init; }

    /// <summary>A tensor's name within its file.</summary>
    public string? Tensor { get; init; }
}
