using System.Globalization;
using System.Text;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>
/// A run of ffmpeg over a file's video. Starting takes ffmpeg as long as decoding fifty small frames, so it may start before it is
/// known which frames are wanted: it opens the file and waits to be told.
/// </summary>
internal sealed class FrameDecoder : IDisposable
{
    private readonly ChildProcess _child;
    private readonly CancellationToken _cancellation;
    private readonly PpmReader _pictures;

    public FrameDecoder(Ffmpeg ffmpeg, string path, TimeSpan limit, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _child =
            Run(ffmpeg, path, [.. ffmpeg.FilteredAsToldLater, "-pix_fmt", "rgb24", "-c:v", "ppm", "-f", "image2pipe", "pipe:1"], null,
                limit, cancellation);
        WidePipe.Widen(_child.Output);
        _pictures = new(_child.Output);
    }

    /// <summary>
    /// Starts ffmpeg on a file. Errors end the run, nothing is concealed; a filter is never restarted, or n would begin again at 0.
    /// </summary>
    public static ChildProcess Run(Ffmpeg ffmpeg, string path, IEnumerable<string> output, byte[]? input, TimeSpan limit,
        CancellationToken cancellation) => new(
        ffmpeg.Program,
        [
            "-nostdin", .. FfmpegLog.Level, "-xerror", "-err_detect", "explode", "-reinit_filter", "0",
            "-max_pixels", string.Create(CultureInfo.InvariantCulture, $"{PpmReader.MostPixels}"),
            "-protocol_whitelist", "file", "-i", VideoProbe.LocalFile(path), "-map", "0:V:0", .. output,
        ],
        input, limit, cancellation);

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
    /// <returns>The exit code, and what it wrote on the error stream.</returns>
    public (int Code, string Errors) End()
    {
        // Drained, or a child with more to say would wait for ever.
        _child.Output.CopyTo(Stream.Null);
        return _child.Wait();
    }

    /// <summary>Stops it if it still runs.</summary>
    public void Dispose()
    {
        _child.Dispose();
        _pictures.Dispose();
    }
}
