namespace Claims.Alley.Drawing;

/// <summary>The smallest rectangle round some pixels; right and bottom are one past the last.</summary>
internal readonly record struct PixelSpan(int Left, int Top, int Right, int Bottom)
{
    public static PixelSpan Empty => new(int.MaxValue, int.MaxValue, 0, 0);

    public bool IsEmpty => Left >= Right;

    public PixelSpan With(int x, int y) => new(Math.Min(Left, x), Math.Min(Top, y), Math.Max(Right, x + 1), Math.Max(Bottom, y + 1));

    public PixelSpan With(PixelSpan other) =>
        new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}
