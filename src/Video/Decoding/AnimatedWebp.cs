using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>WebP pictures that move: ffmpeg takes the still ones only, and says of these that there is no picture in them.</summary>
internal static class AnimatedWebp
{
    private const byte AnimationFlag = 2;

    /// <summary>What to say of such a file; null where it is none.</summary>
    public static VideoException? Fault(string path)
    {
        // "RIFF", a length, "WEBPVP8X", a length, flags.
        Span<byte> start = stackalloc byte[21];
        using var stream = File.OpenRead(path);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[..4].SequenceEqual("RIFF"u8)
            && start[8..16].SequenceEqual("WEBPVP8X"u8) && (start[20] & AnimationFlag) != 0
            ? new VideoException("is an animated WebP, which this ffmpeg cannot read.", path,
                "Make a folder of images of it: `anim_dump -folder FRAMES FILE.webp` (package webp), then give FRAMES.")
            : null;
    }
}
