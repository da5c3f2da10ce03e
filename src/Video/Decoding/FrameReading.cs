using Claims.Video.Evidence;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>
/// The wanted frames of a stream on their way to who wants them, over as many runs of ffmpeg as it takes: a run that stops at an error has
/// handed over whole frames until then, and the next goes on after them.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="indices">Which frames, ascending, none twice.</param>
/// <param name="frames">How many there are said to be.</param>
/// <param name="size">What a frame's size should be.</param>
/// <param name="part">The part of it that is wanted.</param>
/// <param name="sink">Takes them.</param>
internal sealed class FrameReading(
    VideoStream stream, IReadOnlyList<int> indices, int frames, FrameSize size, PixelWindow part, PartSink sink)
{
    private int _done;
    private bool _sized = true, _olderNames = true;

    /// <summary>Whether the next run is to stop at the first error.</summary>
    public bool Strict { get; private set; } = true;

    /// <summary>What is wrong with the pictures, by the last run; null where nothing is.</summary>
    public string? Damage { get; private set; }

    /// <summary>Whether the picture changed its size or pixel format.</summary>
    public bool PictureChanged { get; private set; }

    /// <summary>Whether there are fewer frames than was said, or more.</summary>
    public bool IsMiscounted { get; private set; }

    /// <summary>The first frame that is not there; null where all are.</summary>
    public int? Missing => _done < indices.Count ? indices[_done] : null;

    /// <summary>What a reader should know.</summary>
    public IEnumerable<string> Notes { get; private set; } = [];

    // Whoever asks for the last frame learns whether it is: the decoder is asked for one more, which costs nothing at the end.
    private bool ToTheEnd => indices[^1] == frames - 1;

    /// <summary>Takes what a run gives.</summary>
    /// <param name="decoder">Started and not yet asked.</param>
    /// <param name="ffmpeg">Its program.</param>
    /// <returns>Whether another run is needed.</returns>
    public bool Take(FrameDecoder decoder, Ffmpeg ffmpeg)
    {
        int[] rest = _done < indices.Count ? [.. indices.Skip(_done)] : [indices[^1]];
        decoder.Ask(ToTheEnd ? [.. rest, frames] : rest, _sized ? size : default, _sized ? part : default);
        var sizeDiffers = Hand(decoder, rest);
        var code = decoder.End();
        (Damage, PictureChanged) = (DamageRule.Damage(decoder.Log, stream, code, Strict), decoder.Log.PictureChanged);
        Notes = Damage is null ? DamageRule.Notes(decoder.Log, stream, counted: ToTheEnd || !Strict) : [];
        if (decoder.Log.UnknownOption && _olderNames)
        {
            ffmpeg.UseNewerNames();
            _olderNames = false;
            return true;
        }
        // What the container says of the size is wrong: frames of any size are taken.
        if (_sized && (sizeDiffers || !Strict && _done == 0 && Damage is not null))
        {
            _sized = false;
            return true;
        }
        if (Damage is not null && Strict && !PictureChanged)
        {
            Strict = false;
            return true;
        }
        IsMiscounted |= Damage is null && Missing is not null;
        return false;
    }

    private bool Hand(FrameDecoder decoder, int[] rest)
    {
        var taken = 0;
        while (decoder.Next())
        {
            if (_sized && decoder.Size != part.Size)
                return true;
            if (taken++ >= rest.Length)
                IsMiscounted = true;
            else if (_done < indices.Count)
                sink(indices[_done++], _sized ? size : decoder.Size, _sized ? part : PixelWindow.Whole(decoder.Size), decoder.Rgb);
        }
        return false;
    }
}
