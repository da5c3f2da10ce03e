namespace Claims.Video.Frames;

/// <summary>
/// What a model takes: the size of its input, and of the piece of it that one token stands for. The defaults are the published
/// checkpoint's.
/// </summary>
public sealed record ClipFormat
{
    /// <summary>Frames of a clip.</summary>
    public int Frames { get; init; } = 32;

    /// <summary>Colour channels.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Pixel rows and columns of a frame.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Frames, pixel rows and pixel columns of one token.</summary>
    public (int Time, int Height, int Width) Tubelet { get; init; } = (2, 16, 16);

    /// <summary>Tokens along time, height and width; what does not fill a token at an end is not seen.</summary>
    public (int Time, int Height, int Width) Grid => (Frames / Tubelet.Time, ImageSize / Tubelet.Height, ImageSize / Tubelet.Width);
}
