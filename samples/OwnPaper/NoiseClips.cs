using System.Globalization;
using Claims.Common;
using Claims.Video;
using Claims.Video.Frames;

namespace OwnPaper;

/// <summary>Clips called <c>noise:SEED</c>: a source of your own is a reader, named in the paper's <c>ClipReaders</c>.</summary>
internal static class NoiseClips
{
    private const string Prefix = "noise:";

    public static Clip? Read(string source, ClipOptions options, CancellationToken cancellation)
    {
        if (!source.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var random = new NumpyRandom(uint.Parse(source.AsSpan(Prefix.Length), CultureInfo.InvariantCulture));
        var edge = options.ImageSize ?? 32;
        var values = new float[options.Frames * 3 * edge * edge];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(random.RandomSample() * 2 - 1);
        return Clip.FromPixelValues(new ClipSource(source, "noise", options.Frames, edge, edge), values, options.Frames,
            new FrameSize(edge, edge));
    }
}
