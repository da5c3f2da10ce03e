using System.Globalization;
using System.Text;
using Claims.Video.Evidence;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>
/// A run of ffmpeg over a stream of a file. Starting takes ffmpeg as long as decoding fifty small frames, so it may start before it is
/// known which frames are wanted: it opens the file and waits to be told.
/// </summary>
internal sealed class FrameDecoder : IDisposable
{
    /// <summary>The first stream of pictures that are no cover.</summary>
    public const string FirstVideo = "V:0";

    // The first error ends the run: what came until then is whole, and its frames are counted right. What a decoder says of mended frames
    // is information to ffmpeg.
    private static readonly string[] Strict = ["-v", "level+info", "-xerror", "-err_detect", "explode"];

    // As players decode. One thread, and every packet named as it is read: so a complaint can be laid to the packet that it is about.
    private static readonly string[] Lenient = ["-v", "level+debug", "-debug_ts", "-threads", "1"];

    private readonly ChildProcess _child;
    private readonly CancellationToken _cancellation;
    private readonly PpmReader _pictures;

    /// <param name="ffmpeg">The program.</param>
    /// <param name="path">The file.</param>
    /// <param name="stream">Which of its streams, as ffmpeg's <c>-map 0:</c> takes it.</param>
    /// <param name="strict">Whether the first error ends the run.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Stops it.</param>
    public FrameDecoder(Ffmpeg ffmpeg, string path, string stream, bool strict, TimeSpan limit, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _child = Run(ffmpeg, path, stream, strict,
            [.. ffmpeg.FilteredAsToldLater, "-pix_fmt", "rgb24", "-c:v", "ppm", "-f", "image2pipe", "pipe:1"], null, Log, limit,
            cancellation);
        WidePipe.Widen(_child.Output);
        _pictures = new(_child.Output);
    }

    /// <summary>Starts ffmpeg on a stream and nothing else. A filter is never restarted, or n would begin again at 0.</summary>
    public static ChildProcess Run(Ffmpeg ffmpeg, string path, string stream, bool strict, IEnumerable<string> output, byte[]? input,
        DecodingLog log, TimeSpan limit, CancellationToken cancellation) => new(
        ffmpeg.Program,
        [
            "-nostdin", "-hide_banner", "-nostats", .. strict ? Strict : Lenient, "-reinit_filter", "0",
            .. FfmpegBounds.Film, "-i", VideoProbe.LocalFile(path), "-map", "0:" + stream, .. output,
        ],
        input, limit, cancellation, log.Heed);

    /// <summary>What ffmpeg has said; whole after <see cref="End"/>.</summary>
    public DecodingLog Log { get; } = new();

    /// <summary>Whether this is what stops it.</summary>
    public bool IsStoppedBy(CancellationToken cancellation) => cancellation == _cancellation;

    /// <summary>Says which frames are wanted, and which part of them; after that <see cref="Next"/> gives them.</summary>
    /// <param name="indices">Which, ascending, none twice.</param>
    /// <param name="whole">What a frame's size should be.</param>
    /// <param name="part">The part that is wanted; frames of another size lose as many rows and columns.</param>
    public void Ask(IReadOnlyList<int> indices, FrameSize whole, PixelWindow part)
    {
        // Selected before the conversion: only wanted frames are converted; n counts decoded frames from 0. Cut after it, where every
        // row and column is a place to cut, and the bits are those of the whole picture. New timestamps keep the muxer from objecting to
        // the file's.
        var filter =
            string.Create(CultureInfo.InvariantCulture,
                $"trim=end_frame={indices[^1] + 1L},select='{FrameNumbers.Condition(indices)}',setpts=N*10/TB");
        if (part != PixelWindow.Whole(whole))
            filter +=
                string.Create(CultureInfo.InvariantCulture,
                    $",format=rgb24,crop=w=iw-{whole.Width - part.Width}:h=ih-{whole.Height - part.Height}:x={part.Left}:y={part.Top}");
        _child.Send(Encoding.UTF8.GetBytes(filter));
    }

    /// <summary>Reads the next picture.</summary>
    public bool Next() => _pictures.Read();

    /// <summary>Size of the picture read last.</summary>
    public FrameSize Size => _pictures.Size;

    /// <summary>Pixels of the picture read last: [height, width, 3].</summary>
    public ReadOnlySpan<byte> Rgb => _pictures.Rgb;

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int End()
    {
        // Drained, or a child with more to say would wait for ever.
        _child.Output.CopyTo(Stream.Null);
        return _child.Wait().Code;
    }

    /// <summary>Stops it if it still runs.</summary>
    public void Dispose()
    {
        _child.Dispose();
        _pictures.Dispose();
    }
}
