using System.Buffers;
using Claims.Common;
using static TorchSharp.torch;

namespace Claims.Alley;

/// <summary>Many clips at once, as a model takes them.</summary>
public static class AlleyBatch
{
    // Single precision after the product, as the preprocessor has it: the same bits.
    private static readonly float[] Value = [.. Enumerable.Range(0, 256).Select(pixel => (float)(pixel * (1 / 127.5)) - 1)];

    /// <summary>Renders clips side by side.</summary>
    /// <param name="ids">Which.</param>
    /// <returns>float32 [B, T, 3, H, W], pixel / 127.5 - 1, on the CPU.</returns>
    /// <exception cref="BadInputException">There is no such clip.</exception>
    public static Tensor PixelValues(IReadOnlyList<AlleyClipId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfZero(ids.Count, nameof(ids));
        return tensor(Values(ids), [ids.Count, AlleyWorld.Frames, 3, AlleyWorld.Height, AlleyWorld.Width]);
    }

    /// <summary>The same numbers, row-major.</summary>
    public static float[] Values(IReadOnlyList<AlleyClipId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        const int frame = AlleyWorld.Height * AlleyWorld.Width;
        const int clip = AlleyWorld.Frames * 3 * frame;
        // What is wrong with an id is thrown here, not from among many threads.
        var takes = ids.Select(id => id.Resolve()).ToArray();
        var values = new float[ids.Count * clip];
        Parallel.For(0, ids.Count, i =>
        {
            var rgb = ArrayPool<byte>.Shared.Rent(clip);
            Film.Of(takes[i], new()).Render(rgb.AsSpan(0, clip));
            for (var t = 0; t < AlleyWorld.Frames; t++)
                Planes(rgb.AsSpan(t * 3 * frame, 3 * frame), values.AsSpan(i * clip + t * 3 * frame, 3 * frame));
            ArrayPool<byte>.Shared.Return(rgb);
        });
        return values;
    }

    private static void Planes(ReadOnlySpan<byte> rgb, Span<float> planes)
    {
        var frame = rgb.Length / 3;
        for (var c = 0; c < 3; c++)
        {
            var plane = planes.Slice(c * frame, frame);
            for (int p = 0, at = c; p < plane.Length; p++, at += 3)
                plane[p] = Value[rgb[at]];
        }
    }
}
