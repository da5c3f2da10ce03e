namespace Claims.Video.Frames;

/// <summary>Rows and columns of a picture.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct FrameSize(int Height, int Width)
{
    /// <summary>"224x224": height first, as tensors have it.</summary>
    public override string ToString() => $"{Height}x{Width}";
}
