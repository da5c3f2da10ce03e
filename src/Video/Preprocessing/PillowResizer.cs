using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

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
        // Two pixels of three bytes become two times three numbers and a zero: 255 is no byte's place.
        var apart = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        for (var x = 0; x < weights.Count; x++)
        {
            var w = weights.Of(x, out var first);
            var at = (first - weights.First) * Channels;
            var sums = Vector256<int>.Zero;
            var i = 0;
            // Eight bytes a load: two pixels and two bytes that are not used, which the row's very last pixels have not.
            for (; i + 1 < w.Length && at + sizeof(ulong) <= row.Length; i += 2, at += 2 * Channels)
            {
                var pixels = Vector128.Shuffle(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(in row[at])).AsByte(), apart);
                var numbers = Vector256.WidenLower(Vector128.WidenLower(pixels).ToVector256Unsafe()).AsInt32();
                sums += numbers * Vector256.Create(Vector128.Create(w[i]), Vector128.Create(w[i + 1]));
            }

            var sum = sums.GetLower() + sums.GetUpper() + Vector128.Create(Half);
            for (var c = 0; c < Channels; c++)
            {
                var total = sum[c];
                for (var k = 0; i + k < w.Length; k++)
                    total += row[at + k * Channels + c] * w[i + k];
                narrow[x * Channels + c] = Clip(total);
            }
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
        for (; x + Vector256<int>.Count <= row.Length; x += Vector256<int>.Count)
        {
            var pixels = Vector128.CreateScalar(MemoryMarshal.Read<ulong>(row[x..])).AsByte();
            var numbers = Vector256.WidenLower(Vector128.WidenLower(pixels).ToVector256Unsafe()).AsInt32();
            (Vector256.Create<int>(sums[x..]) + numbers * weight).CopyTo(sums[x..]);
        }

        for (; x < row.Length; x++)
            sums[x] += row[x] * weight;
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResizeWeights.Bits, 0, 255);
}
