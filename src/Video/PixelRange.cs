using System.Globalization;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;

namespace Claims.Video;

/// <summary>Whether finished input can have been made by the processor that it is said to be made by.</summary>
internal static class PixelRange
{
    // Random input and inputs that were pushed a little lie within a few ranges; pixels from 0 to 255 do not.
    private const double FarOff = 4;

    /// <summary>What a reader should know; null where all values lie where the processor puts them.</summary>
    /// <param name="source">The clip.</param>
    /// <param name="name">The tensor.</param>
    /// <param name="values">Its values, all finite.</param>
    /// <param name="processor">The checkpoint's.</param>
    /// <exception cref="VideoException">The values are of another order: raw pixels, say.</exception>
    public static string? Check(string source, string name, float[] values, Preprocessor processor)
    {
        var made = new[] { processor.Input(0), processor.Input(255) }.SelectMany(channels => channels).ToArray();
        var (low, high) = (made.Min(), made.Max());
        var (least, greatest) = Extremes.Of(values);
        var beyond = Math.Max(low - least, greatest - high) / Math.Max(high - low, float.Epsilon);
        if (beyond <= 1e-2)
            return null;
        var what = string.Create(CultureInfo.InvariantCulture,
            $"\"{name}\" has values from {least:0.####} to {greatest:0.####}, the processor makes {low:0.####} to {high:0.####}");
        return beyond <= FarOff ? what : throw new VideoException(what + ".", source,
            "Give it as the checkpoint's processor makes it; or give the frames as uint8, and they are processed here.");
    }
}
