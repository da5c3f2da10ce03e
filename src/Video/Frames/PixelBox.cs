namespace Claims.Video.Frames;

/// <summary>A rectangle of pixels of one frame: right and bottom are one past the last.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Right">The column after its last.</param>
/// <param name="Bottom">The row after its last.</param>
public readonly record struct PixelBox(int Left, int Top, int Right, int Bottom);
