using Claims.Common;
using Claims.Video.Frames;
using static TorchSharp.torch;

namespace Claims.Video.Preprocessing;

public sealed partial record Preprocessor
{
    /// <summary>Turns whole frames into the model's input.</summary>
    /// <param name="frames">uint8 RGB [T, H, W, 3], on the CPU.</param>
    /// <returns>float32 [1, T, 3, h, w].</returns>
    /// <exception cref="BadInputException">The tensor is not of that kind.</exception>
    public Tensor Apply(Tensor frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.dtype != ScalarType.Byte || frames.dim() != 4 || frames.shape[3] != 3 || frames.numel() == 0)
            throw new BadInputException($"frames must be uint8 [T, H, W, 3], not {frames.dtype} [{string.Join(", ", frames.shape)}].",
                page: "video");
        using var contiguous = frames.contiguous();
        var size = new FrameSize((int)frames.shape[1], (int)frames.shape[2]);
        var transform = new FrameTransform(this, size);
        var values = new float[frames.shape[0] * transform.Length];
        var bytes = contiguous.data<byte>().ToArray();
        for (var t = 0; t < frames.shape[0]; t++)
            transform.Apply(bytes.AsSpan(t * size.Height * size.Width * 3, size.Height * size.Width * 3), PixelWindow.Whole(size),
                values.AsSpan(t * transform.Length, transform.Length));
        return tensor(values, [1, frames.shape[0], 3, transform.Output.Height, transform.Output.Width]);
    }
}
