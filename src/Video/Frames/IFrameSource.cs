namespace Claims.Video.Frames;

/// <summary>Takes one frame. The pixels are valid during the call only.</summary>
/// <param name="index">Which frame, in decode order from 0.</param>
/// <param name="size">Its size.</param>
/// <param name="rgb">uint8 RGB [height, width, 3].</param>
public delegate void FrameSink(int index, FrameSize size, ReadOnlySpan<byte> rgb);

/// <summary>Something that has frames and gives those that are asked for.</summary>
public interface IFrameSource
{
    /// <summary>What it is, and how many frames it has.</summary>
    ClipSource Info { get; }

    /// <summary>What is known to be where, in pixels of the source, for every one of its frames.</summary>
    IReadOnlyList<Annotation> Annotations => [];

    /// <summary>What a frame is called in messages.</summary>
    /// <param name="index">Which, in decode order from 0.</param>
    string NameOf(int index) => $"frame {index}";

    /// <summary>Hands over the frames asked for, each once, one call at a time.</summary>
    /// <param name="indices">Which, ascending, none twice.</param>
    /// <param name="sink">Takes them.</param>
    /// <param name="cancellation">Stops reading; nothing stays behind.</param>
    /// <exception cref="VideoException">A frame is not there, or damaged.</exception>
    void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation);
}
