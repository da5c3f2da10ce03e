using System.Globalization;
using System.Runtime.CompilerServices;
using Claims.Common;
using Claims.Video;
using Claims.Video.Frames;

namespace OwnPaper;

/// <summary>Clips called <c>noise:SEED</c>: a source of your own is a reader before the others.</summary>
internal static class NoiseClips
{
    private const string Prefix = "noise:";

    [ModuleInitializer]
    internal static void Register() => Clip.Readers.Insert(0, Read);

    private static Clip? Read(string source, ClipOptions options, CancellationToken cancellation)
    {
        if (!source.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var random = new NumpyRandom(uint.Parse(source.AsSpan(Prefix.Length), CultureInfo.InvariantCulture));
        var edge = options.ImageSize ?? 32;
        var values = new float[options.Frames * 3 * edge * edge];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(random.RandomSample() * 2 - 1);
        return Clip.FromPixelValues(new ClipSource(source, "noise", options.Frames, edge, edge), values, options.Frames, new FrameSize(edge, edge));
    }
}
