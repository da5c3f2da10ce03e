using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Claims.Model.Video;

/// <summary>
/// Pillow's antialiased resize of 8-bit RGB, bit for bit: two passes of 22-bit fixed point, horizontal first, rounded
/// and clipped to 8 bits after each. Only the wanted window of the result is computed, and only <see cref="Needed"/> of the
/// source is read. One instance serves one size and one thread.
/// </summary>
internal sealed class PillowResizer
{
    private const int Channels = 3;
    private const int Half = 1 << (ResizeWeights.Bits - 1);

    private readonly int _columns;
    private readonly ResizeWeights? _across;
    private readonly ResizeWeights? _down;
    private readonly PixelWindow _window;
    private readonly byte[] _narrowed;
    private readonly int[] _sums;

    /// <param name="width">Source width.</param>
    /// <param name="height">Source height.</param>
    /// <param name="newWidth">Width of the whole result.</param>
    /// <param name="newHeight">Height of the whole result.</param>
    /// <param name="window">The part of the result that is wanted: inside it and not empty.</param>
    /// <param name="filter">The filter.</param>
    public PillowResizer(int width, int height, int newWidth, int newHeight, PixelWindow window, Resample filter)
    {
        (_window, _columns) = (window, window.Width * Channels);
        // An axis that keeps its size is not filtered at all.
        _across = width == newWidth ? null : new(width, newWidth, window.Left, window.Right, filter);
        _down = height == newHeight ? null : new(height, newHeight, window.Top, window.Bottom, filter);
        Needed = new(_across?.First ?? window.Left, _down?.First ?? window.Top, _across?.End ?? window.Right, _down?.End ?? window.Bottom);
        _narrowed = new byte[checked(Needed.Height * _columns)];
        _sums = new int[_columns];
    }

    /// <summary>The part of the source that the wanted part of the result depends on.</summary>
    public PixelWindow Needed { get; }

    /// <param name="rgb">The source, or a part of it: [held height, held width, 3].</param>
    /// <param name="held">Which part it is; <see cref="Needed"/> lies inside.</param>
    /// <param name="result">[window height, window width, 3].</param>
    public void Resize(ReadOnlySpan<byte> rgb, PixelWindow held, Span<byte> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, held.Width * held.Height * Channels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, _window.Height * _columns);
        for (var y = 0; y < Needed.Height; y++)
        {
            var row = rgb.Slice(((Needed.Top - held.Top + y) * held.Width + Needed.Left - held.Left) * Channels, Needed.Width * Channels);
            var narrow = _narrowed.AsSpan(y * _columns, _columns);
            if (_across is null)
                row.CopyTo(narrow);
            else
                Across(_across, row, narrow);
        }

        if (_down is null)
            _narrowed.CopyTo(result);
        else
            Down(_down, result);
    }

    // Optimised at once: a clip is over before the runtime would find these loops hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Across(ResizeWeights weights, ReadOnlySpan<byte> row, Span<byte> narrow)
    {
        for (var x = 0; x < weights.Count; x++)
        {
            var w = weights.Of(x, out var first);
            var pixels = row.Slice((first - weights.First) * Channels, w.Length * Channels);
            var sum = Vector128.Create(Half);
            var i = 0;
            // Four bytes a load: the pixel's three and one that is not used, which the row's very last pixel has not.
            for (; (i + 1) * Channels < pixels.Length; i++)
            {
                var pixel = Vector128.CreateScalar(MemoryMarshal.Read<uint>(pixels[(i * Channels)..])).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(pixel)).AsInt32() * w[i];
            }

            for (var c = 0; c < Channels; c++)
                narrow[x * Channels + c] = Clip(sum[c] + pixels[i * Channels + c] * w[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Down(ResizeWeights weights, Span<byte> result)
    {
        for (var y = 0; y < weights.Count; y++)
        {
            var w = weights.Of(y, out var first);
            Array.Fill(_sums, Half);
            for (var i = 0; i < w.Length; i++)
                Accumulate(_narrowed.AsSpan((first + i - Needed.Top) * _columns, _columns), w[i]);
            var row = result.Slice(y * _columns, _columns);
            for (var x = 0; x < row.Length; x++)
                row[x] = Clip(_sums[x]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate(ReadOnlySpan<byte> row, int weight)
    {
        var sums = _sums.AsSpan();
        var x = 0;
        for (; x + Vector128<int>.Count <= row.Length; x += Vector128<int>.Count)
        {
            var pixels = Vector128.CreateScalar(MemoryMarshal.Read<uint>(row[x..])).AsByte();
            var four = Vector128.Create<int>(sums[x..]) + Vector128.WidenLower(Vector128.WidenLower(pixels)).AsInt32() * weight;
            four.CopyTo(sums[x..]);
        }

        for (; x < row.Length; x++)
            sums[x] += row[x] * weight;
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResizeWeights.Bits, 0, 255);
}
