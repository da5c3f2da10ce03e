using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Sampling;

namespace Claims.Alley;

/// <summary>
/// Lets <see cref="Clip.Open"/> read <c>alley:SEED[:WORD]</c>: rendered in as many frames, and as large, as the model takes.
/// </summary>
public static class AlleyReader
{
    /// <summary>The reader, for <see cref="ClipOptions.Readers"/>.</summary>
    public static ClipReader Reader { get; } = Read;

    private static Clip? Read(string source, ClipOptions options, CancellationToken cancellation)
    {
        if (!source.StartsWith(AlleyClipId.Prefix, StringComparison.Ordinal))
            return null;
        var with = options.Preprocessor;
        var size = with.ShortestEdge ?? with.Size?.Height ?? with.Crop?.Height ?? options.ImageSize ?? AlleyWorld.Height;
        var clip = AlleyWorld.Render(AlleyClipId.Parse(source), new() { Frames = options.Frames, Size = size });
        return Clip.FromFrames(new RenderedFrames(source, clip), options.Choice ?? new FrameChoice.Uniform(), options, cancellation);
    }

    private sealed class RenderedFrames(string source, AlleyClip clip) : IFrameSource
    {
        public ClipSource Info { get; } =
            new(source, "alley", clip.View.Frames, clip.View.Size, clip.View.Size)
            {
                FramesAre = "rendered",
                Format = $"{clip.Action.Word(clip.Outcome)} in scene {clip.Id.Seed}"
            };

        public IReadOnlyList<Annotation> Annotations => clip.Truth.Annotations;

        public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation)
        {
            var (size, length) = (clip.View.Size, clip.View.Size * clip.View.Size * 3);
            foreach (var index in indices)
            {
                cancellation.ThrowIfCancellationRequested();
                sink(index, new(size, size), clip.Frames.AsSpan(index * length, length));
            }
        }
    }
}
