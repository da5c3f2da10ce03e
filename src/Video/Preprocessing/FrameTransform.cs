using System.Runtime.CompilerServices;
using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

/// <summary>A <see cref="Preprocessor"/> made ready for frames of one size. One instance serves one thread.</summary>
internal sealed class FrameTransform
{
    private readonly float[][] _table;
    private readonly PillowResizer _resizer;
    private readonly PixelWindow _seen;
    private readonly (int Left, int Top) _origin;
    private readonly byte[] _pixels;

    public FrameTransform(Preprocessor preprocessor, FrameSize source)
    {
        Source = source;
        _table = preprocessor.Table();
        var resized = preprocessor.Resized(source);
        Output = preprocessor.Output(source);
        // Shifts round down: an odd margin, or an odd lack, is one pixel less at the top left.
        _origin = ((resized.Width - Output.Width) >> 1, (resized.Height - Output.Height) >> 1);
        _seen = new PixelWindow(
            Math.Max(0, _origin.Left), Math.Max(0, _origin.Top),
            Math.Min(resized.Width, _origin.Left + Output.Width), Math.Min(resized.Height, _origin.Top + Output.Height));
        _resizer = new(source.Width, source.Height, resized.Width, resized.Height, _seen, preprocessor.Filter);
        _pixels = new byte[_seen.Width * _seen.Height * 3];
    }

    /// <summary>The size of the frames it takes.</summary>
    public FrameSize Source { get; }

    /// <summary>The part of a frame that the planes depend on: what a centre crop leaves of it.</summary>
    public PixelWindow Needed => _resizer.Needed;

    /// <summary>The size of the planes it gives.</summary>
    public FrameSize Output { get; }

    /// <summary>How many floats a frame becomes.</summary>
    public int Length => 3 * Output.Height * Output.Width;

    /// <param name="rgb">The frame, or a part of it: [held height, held width, 3].</param>
    /// <param name="held">Which part it is; <see cref="Needed"/> lies inside.</param>
    /// <param name="planes">[3, height, width] of the output's size.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<byte> rgb, PixelWindow held, Span<float> planes)
    {
        _resizer.Resize(rgb, held, _pixels);
        for (var c = 0; c < 3; c++)
        {
            var plane = planes.Slice(c * Output.Height * Output.Width, Output.Height * Output.Width);
            var table = _table[c];
            if (_seen.Size != Output)
                plane.Fill(table[0]);
            for (var y = 0; y < _seen.Height; y++)
            {
                var row = plane.Slice((_seen.Top - _origin.Top + y) * Output.Width + _seen.Left - _origin.Left, _seen.Width);
                var source = _pixels.AsSpan(y * _seen.Width * 3, _seen.Width * 3);
                for (var x = 0; x < row.Length; x++)
                    row[x] = table[source[x * 3 + c]];
            }
        }
    }
}
