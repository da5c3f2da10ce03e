namespace Claims.Video.Frames;

/// <summary>A rectangle of pixels: right and bottom are one past the last.</summary>
internal readonly record struct PixelWindow(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public FrameSize Size => new(Height, Width);

    /// <summary>All of a picture.</summary>
    public static PixelWindow Whole(FrameSize size) => new(0, 0, size.Width, size.Height);
}
