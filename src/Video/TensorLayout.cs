using Claims.Checkpoints;
using Claims.Video.Frames;
using static TorchSharp.torch;

namespace Claims.Video;

/// <summary>How a tensor holds a clip.</summary>
/// <param name="Frames">T.</param>
/// <param name="Size">H and W.</param>
/// <param name="ChannelsLast">Whether it is [T, H, W, 3]; else [T, 3, H, W].</param>
internal sealed record TensorLayout(int Frames, FrameSize Size, bool ChannelsLast)
{
    /// <summary>What can be a clip, after "neither".</summary>
    public const string Known = "pixel values, floating [1, T, 3, H, W], [T, 3, H, W] or [T, H, W, 3], nor frames, uint8 [T, H, W, 3] or "
        + "[T, 3, H, W]";

    private const long LargestEdge = 1 << 20;

    // A frame is read whole.
    private const long MostPixels = 40_000_000;

    /// <summary>Null where the tensor is no clip. Where three could be the width as well, frames have their channels last.</summary>
    public static TensorLayout? Of(TensorInfo tensor)
    {
        if (tensor.Elements == 0 || tensor.Shape.Any(size => size > LargestEdge))
            return null;
        long[] shape = tensor.Shape is [1, _, _, _, _] ? [.. tensor.Shape.Skip(1)] : [.. tensor.Shape];
        var isFrames = tensor.Dtype == ScalarType.Byte;
        if (!isFrames && tensor.Dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
            return null;
        TensorLayout? last = shape is [var t, var h, var w, 3] ? new((int)t, new((int)h, (int)w), true) : null;
        TensorLayout? first = shape is [var n, 3, var rows, var columns] ? new((int)n, new((int)rows, (int)columns), false) : null;
        var found = isFrames ? last ?? first : first ?? last;
        return found is null || (long)found.Size.Height * found.Size.Width > MostPixels ? null : found;
    }
}
