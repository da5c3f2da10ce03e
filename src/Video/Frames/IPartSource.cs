namespace Claims.Video.Frames;

/// <summary>Takes a part of one frame. The pixels are valid during the call only.</summary>
/// <param name="index">Which frame, in decode order from 0.</param>
/// <param name="size">The whole frame's size.</param>
/// <param name="held">Which part of it this is.</param>
/// <param name="rgb">uint8 RGB [held height, held width, 3].</param>
internal delegate void PartSink(int index, FrameSize size, PixelWindow held, ReadOnlySpan<byte> rgb);

/// <summary>A source that can leave out what nobody looks at: a centre crop sees less than half of a wide frame.</summary>
internal interface IPartSource : IFrameSource
{
    /// <summary>As <see cref="IFrameSource.Read"/>, of each frame at least the part that is needed.</summary>
    /// <param name="indices">Which, ascending, none twice.</param>
    /// <param name="needed">The part that is needed of frames of a size.</param>
    /// <param name="sink">Takes them.</param>
    /// <param name="cancellation">Stops reading; nothing stays behind.</param>
    void Read(IReadOnlyList<int> indices, Func<FrameSize, PixelWindow> needed, PartSink sink, CancellationToken cancellation);
}
