using Claims.Common;
using Claims.Video.Decoding;
using Claims.Video.Frames;

namespace Claims.Video.Sheets;

/// <summary>A clip's frames as the model sees them, side by side, each over its index; a tubelet's frames stand closer together.</summary>
public sealed class ContactSheet
{
    private const int Gap = 2;
    private const int TubeletGap = 8;
    private const int Caption = 2 * Digits.Height + 6;
    private const byte Ink = 200;

    private ContactSheet(FrameSize size) => (Size, Rgb) = (size, new byte[checked(size.Height * size.Width * 3)]);

    /// <summary>Size of the whole sheet.</summary>
    public FrameSize Size { get; }

    /// <summary>[height, width, 3].</summary>
    internal byte[] Rgb { get; }

    /// <summary>Draws a sheet of about eight frames per row.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="options">The preprocessor that made its input, and the tubelet.</param>
    /// <param name="grid">Whether the edges of the tubelets are drawn over the frames.</param>
    /// <param name="items">Whether boxes are drawn round what is known to be where.</param>
    public static ContactSheet Draw(Clip clip, ClipOptions options, bool grid, bool items = false)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(options);
        var (frames, height, width) = (clip.FrameIndices.Count, clip.Size.Height, clip.Size.Width);
        var time = options.Tubelet.Time;
        var tubeletsPerRow = Math.Max(1, 8 / time);
        var (columns, tubelets) = (Math.Min(frames, tubeletsPerRow * time), (frames + time - 1) / time);
        var rows = (tubelets + tubeletsPerRow - 1) / tubeletsPerRow;
        int Left(int column) => TubeletGap + column * (width + Gap) + column / time * (TubeletGap - Gap);
        int Top(int row) => TubeletGap + row * (height + Caption + TubeletGap);

        var sheet = new ContactSheet(new(Top(rows), Left(columns - 1) + width + TubeletGap));
        var values = clip.Values();
        for (var t = 0; t < frames; t++)
        {
            var (left, top) = (Left(t % columns), Top(t / columns));
            sheet.Frame(values.AsSpan(t * 3 * height * width, 3 * height * width), new(height, width), left, top, options, grid);
            sheet.Number(clip.FrameIndices[t], left, top + height + 3);
            foreach (var box in items ? clip.Annotations.Select(one => one.Boxes[t]).OfType<PixelBox>() : [])
                sheet.Outline(box, left, top);
        }

        return sheet;
    }

    /// <summary>Several sheets as one, the first on top.</summary>
    public static ContactSheet Stack(IReadOnlyList<ContactSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        var all = new ContactSheet(new(sheets.Sum(sheet => sheet.Size.Height), sheets.Max(sheet => sheet.Size.Width)));
        var top = 0;
        foreach (var sheet in sheets)
        {
            var (from, to) = (sheet.Size.Width * 3, all.Size.Width * 3);
            for (var y = 0; y < sheet.Size.Height; y++)
                sheet.Rgb.AsSpan(y * from, from).CopyTo(all.Rgb.AsSpan((top + y) * to));
            top += sheet.Size.Height;
        }
        return all;
    }

    /// <summary>Writes the sheet as PNG, under a temporary name that is then renamed.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="cancellation">Stops writing.</param>
    /// <exception cref="MissingException">There is no ffmpeg, which is what makes the PNG.</exception>
    public void Write(string path, CancellationToken cancellation = default)
    {
        using var child = new ChildProcess(
            Ffmpeg.Find().Program,
            [
                "-nostdin", .. FfmpegLog.Level, "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{Size.Width}x{Size.Height}", "-i", "pipe:0",
                "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", "pipe:1",
            ],
            Rgb, TimeSpan.FromMinutes(1), cancellation);
        using var png = new MemoryStream();
        child.Output.CopyTo(png);
        var (code, errors) = child.Wait();
        if (FfmpegLog.Failure(code, errors) is { } failure)
            throw new VideoException($"cannot be made: {failure}.", path);
        NewFile.Write(path, png.WriteTo);
    }

    private void Frame(ReadOnlySpan<float> planes, FrameSize size, int left, int top, ClipOptions options, bool grid)
    {
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var edge = grid && (y % options.Tubelet.Height == 0 || x % options.Tubelet.Width == 0);
                for (var c = 0; c < 3; c++)
                {
                    var pixel = options.Preprocessor.Pixel(planes[(c * size.Height + y) * size.Width + x], c);
                    Rgb[((top + y) * Size.Width + left + x) * 3 + c] = edge ? (byte)((pixel + 255) / 2) : pixel;
                }
            }
        }
    }

    // Along its outermost pixels, black and white in turn: seen on any colour.
    private void Outline(PixelBox box, int left, int top)
    {
        for (var y = box.Top; y < box.Bottom; y++)
        {
            for (var x = box.Left; x < box.Right; x++)
            {
                if (y == box.Top || y == box.Bottom - 1 || x == box.Left || x == box.Right - 1)
                    Rgb.AsSpan(((top + y) * Size.Width + left + x) * 3, 3).Fill(((x + y) & 1) == 0 ? byte.MaxValue : byte.MinValue);
            }
        }
    }

    // Digits of twice their size, as many as there is room for.
    private void Number(int number, int left, int top)
    {
        foreach (var (x, y) in Digits.Dots(number))
        {
            for (var dot = 0; dot < 4; dot++)
            {
                var (column, row) = (left + 2 * x + dot % 2, top + 2 * y + dot / 2);
                if (column < Size.Width)
                    Rgb.AsSpan((row * Size.Width + column) * 3, 3).Fill(Ink);
            }
        }
    }
}
