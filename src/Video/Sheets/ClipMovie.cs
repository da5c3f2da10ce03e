using System.Globalization;
using Claims.Common;
using Claims.Video.Decoding;
using Claims.Video.Frames;

namespace Claims.Video.Sheets;

/// <summary>A clip's frames as the model sees them, as a video or an animated GIF that anything plays.</summary>
public static class ClipMovie
{
    /// <summary>What the names of its files end in.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".mp4", ".gif"];

    /// <summary>Writes it, under a temporary name that is then renamed. The same clip gives the same bytes with the same ffmpeg.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="options">The preprocessor that made its input.</param>
    /// <param name="path">The file, replaced if it exists: .mp4 (H.264) or .gif.</param>
    /// <param name="framesPerSecond">How fast it plays.</param>
    /// <param name="cancellation">Stops writing.</param>
    /// <exception cref="VideoException">ffmpeg cannot make it.</exception>
    /// <exception cref="MissingException">There is no ffmpeg.</exception>
    public static void Write(Clip clip, ClipOptions options, string path, int framesPerSecond = 8, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(framesPerSecond, 1);
        var extension = Extensions.FirstOrDefault(one => path.EndsWith(one, StringComparison.OrdinalIgnoreCase))
            ?? throw new VideoException($"is neither {string.Join(" nor ", Extensions)}.", path, "The name's end says what to write.");
        // Both containers go back to their beginning when they are finished, which a pipe cannot.
        var folder = Directory.CreateTempSubdirectory("claims-movie-");
        try
        {
            var made = Path.Combine(folder.FullName, "movie" + extension);
            Encode(clip, options, made, path, framesPerSecond, cancellation);
            NewFile.Write(path, stream =>
            {
                using var file = File.OpenRead(made);
                file.CopyTo(stream);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Encode(Clip clip, ClipOptions options, string made, string path, int framesPerSecond,
        CancellationToken cancellation)
    {
        // H.264 as players take it has halved chroma, so even sides. Near lossless; a colour table of the clip's own for GIF.
        string[] how = made.EndsWith(".gif", StringComparison.Ordinal)
            ? ["-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none"]
            : ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-c:v", "libx264", "-crf", "6", "-pix_fmt", "yuv420p", "-movflags", "+faststart"];
        using var child = new ChildProcess(
            Ffmpeg.Find().Program,
            [
                "-nostdin", .. FfmpegLog.Level, "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{clip.Size.Width}x{clip.Size.Height}",
                "-r", string.Create(CultureInfo.InvariantCulture, $"{framesPerSecond}"), "-i", "pipe:0", .. how, "-threads", "1", "-fflags",
                "+bitexact", "-flags:v", "+bitexact", "file:" + made,
            ],
            Rgb(clip, options), options.TimeLimit, cancellation);
        child.Output.CopyTo(Stream.Null);
        var (code, errors) = child.Wait();
        if (FfmpegLog.Failure(code, errors) is { } failure)
            throw new VideoException($"cannot be made: {failure}.", path);
    }

    private static byte[] Rgb(Clip clip, ClipOptions options)
    {
        var (values, plane) = (clip.Values(), clip.Size.Height * clip.Size.Width);
        var rgb = new byte[values.Length];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (frame, pixel, channel) = (i / (3 * plane), i / 3 % plane, i % 3);
            rgb[i] = options.Preprocessor.Pixel(values[(frame * 3 + channel) * plane + pixel], channel);
        }
        return rgb;
    }
}
