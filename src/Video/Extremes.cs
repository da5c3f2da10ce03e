using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Claims.Video;

/// <summary>
/// The least and the greatest of many numbers. Enumerable's take them one at a time, twice: as long as decoding several frames.
/// </summary>
internal static class Extremes
{
    /// <param name="values">Numbers, at least one, none of them NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Least, float Greatest) Of(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var (least, greatest) = (new Vector<float>(values[0]), new Vector<float>(values[0]));
        foreach (var vector in vectors)
            (least, greatest) = (Vector.Min(least, vector), Vector.Max(greatest, vector));
        var (min, max) = (values[0], values[0]);
        for (var i = 0; i < Vector<float>.Count; i++)
            (min, max) = (Math.Min(min, least[i]), Math.Max(max, greatest[i]));
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return (min, max);
    }
}
