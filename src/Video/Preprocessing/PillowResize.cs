using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

/// <summary>Pillow's <c>Image.resize</c> for 8-bit RGB images, bit for bit.</summary>
public static class PillowResize
{
    /// <summary>Resizes a whole picture.</summary>
    /// <param name="rgb">[height, width, 3].</param>
    /// <param name="width">Source width.</param>
    /// <param name="height">Source height.</param>
    /// <param name="newWidth">Width of the result, at least 1.</param>
    /// <param name="newHeight">Height of the result, at least 1.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>[newHeight, newWidth, 3].</returns>
    public static byte[] Resize(ReadOnlySpan<byte> rgb, int width, int height, int newWidth, int newHeight, Resample filter)
    {
        var result = new byte[checked(newWidth * newHeight * 3)];
        new PillowResizer(width, height, newWidth, newHeight, PixelWindow.Whole(new(newHeight, newWidth)), filter)
            .Resize(rgb, PixelWindow.Whole(new(height, width)), result);
        return result;
    }
}
