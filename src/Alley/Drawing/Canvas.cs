namespace Claims.Alley.Drawing;

/// <summary>A square picture of bytes, drawn on with whole numbers only: four lines a row, edges to a 256th of a pixel.</summary>
internal sealed class Canvas(int size)
{
    private const int LinesPerRow = 4;
    private const int Full = 256 * LinesPerRow;

    private readonly int[] _cover = new int[size];

    public int Size { get; } = size;

    /// <summary>[size, size, 3].</summary>
    public byte[] Rgb { get; } = new byte[size * size * 3];

    /// <summary>Draws a shape.</summary>
    /// <returns>The pixels it touches by at least <paramref name="least"/> thousandths; empty where none.</returns>
    public PixelSpan Fill(in Shape shape, int least = 250)
    {
        var (top, bottom) = Extent.Rows(shape);
        var touched = PixelSpan.Empty;
        for (var y = Math.Max(0, top >> 8); y <= Math.Min(Size - 1, bottom >> 8); y++)
        {
            var (left, right) = CoverRow(shape, y);
            for (var x = left; x <= right; x++)
            {
                var cover = _cover[x];
                _cover[x] = 0;
                if (cover * 1000 >= least * Full && cover > 0)
                    touched = touched.With(x, y);
                Blend(Rgb.AsSpan((y * Size + x) * 3, 3), shape.Colour, cover);
            }
        }
        return touched;
    }

    private (int Left, int Right) CoverRow(in Shape shape, int y)
    {
        var (left, right) = (Size, -1);
        for (var line = 0; line < LinesPerRow; line++)
        {
            if (!Extent.Line(shape, y * 256 + (2 * line + 1) * 256 / (2 * LinesPerRow), out var from, out var to))
                continue;
            (from, to) = (Math.Max(from, 0), Math.Min(to, Size * 256));
            if (from >= to)
                continue;
            var (first, last) = (from >> 8, (to - 1) >> 8);
            (left, right) = (Math.Min(left, first), Math.Max(right, last));
            if (first == last)
            {
                _cover[first] += to - from;
                continue;
            }
            _cover[first] += 256 - (from & 255);
            for (var x = first + 1; x < last; x++)
                _cover[x] += 256;
            _cover[last] += to - (last << 8);
        }
        return (left, right);
    }

    private static void Blend(Span<byte> pixel, Colour colour, int cover)
    {
        pixel[0] = (byte)((pixel[0] * (Full - cover) + colour.R * cover + Full / 2) / Full);
        pixel[1] = (byte)((pixel[1] * (Full - cover) + colour.G * cover + Full / 2) / Full);
        pixel[2] = (byte)((pixel[2] * (Full - cover) + colour.B * cover + Full / 2) / Full);
    }
}
