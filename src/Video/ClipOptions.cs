using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using Claims.Video.Sampling;

namespace Claims.Video;

/// <summary>What a model wants of a clip. The defaults are the published checkpoint's.</summary>
public sealed record ClipOptions
{
    /// <summary>How many frames the model sees.</summary>
    public int Frames { get; init; } = 32;

    /// <summary>Rows and columns of the model's input; null: whatever the processor makes.</summary>
    public int? ImageSize { get; init; } = 224;

    /// <summary>Frames, pixel rows and pixel columns of one token: what the grid of a contact sheet shows.</summary>
    public (int Time, int Height, int Width) Tubelet { get; init; } = (2, 16, 16);

    /// <summary>What is done to each frame.</summary>
    public Preprocessor Preprocessor { get; init; } = new();

    /// <summary>
    /// Which frames; null: all of a tensor that has exactly as many as the model sees, else <c>seeded:42</c>, as published.
    /// </summary>
    public FrameChoice? Choice { get; init; }

    /// <summary>
    /// Which stream of a video file, counted from 0 among its streams of every kind; null: the default or the longest of those that move.
    /// </summary>
    public int? Stream { get; init; }

    /// <summary>How long each run of a decoding program may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Readers of further kinds of sources, tried in order before those of image folders, safetensors files and video files.
    /// </summary>
    public IReadOnlyList<ClipReader> Readers { get; init; } = [];

    /// <summary>What a model of this format wants.</summary>
    /// <param name="format">Frames, their size and the tubelet.</param>
    /// <param name="preprocessor">What is done to each frame.</param>
    public static ClipOptions For(ClipFormat format, Preprocessor preprocessor)
    {
        ArgumentNullException.ThrowIfNull(format);
        return new() { Frames = format.Frames, ImageSize = format.ImageSize, Tubelet = format.Tubelet, Preprocessor = preprocessor };
    }
}
