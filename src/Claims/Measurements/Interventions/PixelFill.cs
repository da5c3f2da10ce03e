using Claims.Common;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>What is put where pixels are taken out of a clip. Different interventions, all of the normalised input.</summary>
public sealed class PixelFill
{
    private readonly Func<Tensor, Tensor> _value;

    private PixelFill(string name, Func<Tensor, Tensor> value) => (Name, _value) = (name, value);

    /// <summary>zero, mean, resample or black.</summary>
    public string Name { get; }

    /// <summary>
    /// 0 in the normalised input, as published: a grey whose lightness the checkpoint's image processor decides, seldom black.
    /// </summary>
    public static PixelFill Zero { get; } = new("zero", clip => zeros(1, clip.dtype, clip.device));

    /// <summary>The clip's own mean colour, over all its frames.</summary>
    public static PixelFill Mean { get; } = new("mean", clip => clip.mean([1, 3, 4], keepdim: true));

    /// <summary>What a black pixel becomes.</summary>
    /// <param name="channels">Its values in the normalised input, one per channel: <c>preprocessor.Input(0)</c>.</param>
    public static PixelFill Black(IReadOnlyList<float> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return new PixelFill("black", clip =>
            channels.Count == clip.shape[2] ? tensor(channels.ToArray()).view(1, 1, -1, 1, 1).to(clip.device).to(clip.dtype)
            : throw new BadInputException($"Black has {channels.Count} channels, the clip {clip.shape[2]}."));
    }

    /// <summary>Another clip's pixels at the same places.</summary>
    /// <param name="donor">pixel_values [1, T, C, H, W]; it must outlive the fill.</param>
    public static PixelFill Resample(Tensor donor)
    {
        ArgumentNullException.ThrowIfNull(donor);
        return new PixelFill("resample", clip => donor.shape.SequenceEqual(clip.shape) ? donor.to(clip.device).to(clip.dtype)
            : throw new BadInputException($"The clip to resample from is [{string.Join(", ", donor.shape)}], the ablated one "
                + $"[{string.Join(", ", clip.shape)}]."));
    }

    /// <summary>The clip with some blocks of pixels, of all channels, filled: [1, T, C, H, W].</summary>
    /// <param name="clip">pixel_values [1, T, C, H, W].</param>
    /// <param name="blocks">Frame, first row and first column of each.</param>
    /// <param name="rows">Pixel rows of a block.</param>
    /// <param name="columns">Pixel columns of a block.</param>
    public Tensor Apply(Tensor clip, IEnumerable<(int Frame, int Row, int Column)> blocks, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(blocks);
        using var scope = NewDisposeScope();
        var (frames, height, width) = ((int)clip.shape[1], (int)clip.shape[3], (int)clip.shape[4]);
        var taken = new bool[frames * height * width];
        foreach (var (frame, top, left) in blocks)
        {
            if (frame < 0 || frame >= frames)
                throw new BadInputException($"There is no frame {frame}.", remedy: $"The clip's frames are 0 to {frames - 1}.");
            for (var row = top; row < top + rows; row++)
                Array.Fill(taken, true, (frame * height + row) * width + left, columns);
        }
        var mask = tensor(taken).view(1, frames, 1, height, width).to(clip.device);
        return where(mask, _value(clip), clip).MoveToOuterDisposeScope();
    }
}
