using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

public sealed partial record Preprocessor
{
    /// <summary>
    /// What of a box the model sees, in pixels of its input, outwards where an edge falls within one; null where nothing is left.
    /// </summary>
    /// <param name="box">In pixels of the frame.</param>
    /// <param name="frame">The frame's own size.</param>
    public PixelBox? Seen(PixelBox box, FrameSize frame)
    {
        var (resized, output) = (Resized(frame), Output(frame));
        var (left, right) = Seen(box.Left, box.Right, frame.Width, resized.Width, output.Width);
        var (top, bottom) = Seen(box.Top, box.Bottom, frame.Height, resized.Height, output.Height);
        return left < right && top < bottom ? new(left, top, right, bottom) : null;
    }

    // The crop begins where FrameTransform has it: shifts round down.
    private static (int From, int To) Seen(int from, int to, int source, int resized, int output)
    {
        var origin = (resized - output) >> 1;
        var (first, end) = (Math.Floor((double)from * resized / source), Math.Ceiling((double)to * resized / source));
        return ((int)Math.Clamp(first - origin, 0, output), (int)Math.Clamp(end - origin, 0, output));
    }
}
