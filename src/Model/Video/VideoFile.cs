using System.Globalization;

namespace Claims.Model.Video;

/// <summary>
/// A video file, decoded by the ffmpeg program: frames by decode order, each decoded frame once whatever its timestamp,
/// turned as the file asks, converted to RGB by ffmpeg's default conversion.
/// </summary>
public sealed class VideoFile : IFrameSource
{
    private readonly Ffmpeg _ffmpeg;
    private readonly string _path;
    private readonly TimeSpan _limit;

    private VideoFile(Ffmpeg ffmpeg, string path, TimeSpan limit, ClipSource info) =>
        (_ffmpeg, _path, _limit, Info) = (ffmpeg, path, limit, info);

    /// <inheritdoc/>
    public ClipSource Info { get; }

    /// <summary>Reads a file's facts. Its frames are counted by decoding where the container does not state their number.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How long each run of a program may take.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="VideoException">It is no video, or damaged.</exception>
    /// <exception cref="MissingException">There is no ffmpeg.</exception>
    public static VideoFile Open(string path, TimeSpan limit, CancellationToken cancellation = default)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new VideoException("there is no such file.", path, "A clip is a video file, a folder of images, or a .safetensors file; nothing is downloaded.");
        if (file.Length == 0)
            throw new VideoException("is empty.", path);
        var ffmpeg = Ffmpeg.Find();
        // Both programs start at once.
        _ = Task.Run(() => ffmpeg.Version, CancellationToken.None);
        var info = VideoProbe.Read(ffmpeg, path, limit, cancellation);
        if (CutFile.IsCut(path, info.Format))
            throw VideoProbe.Broken(path, "it ends before its own structure does");
        var video = new VideoFile(ffmpeg, path, limit, info);
        return info.Frames > 0 ? video : video.Counted(cancellation);
    }

    /// <inheritdoc/>
    public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(sink);
        // Selected before the conversion: only wanted frames are converted and piped. n counts decoded frames from 0.
        // New timestamps keep the muxer from objecting to those of the file.
        using var child = Start(
            [
                "-vf", $"select='{FrameNumbers.Condition(indices)}',setpts=N*10/TB", "-frames:v", string.Create(CultureInfo.InvariantCulture, $"{indices.Count}"),
                "-pix_fmt", "rgb24", "-c:v", "ppm", "-f", "image2pipe", "pipe:1",
            ],
            cancellation);
        using var pictures = new PpmReader(child.Output);
        var read = 0;
        while (read < indices.Count && pictures.Read())
            sink(indices[read++], pictures.Size, pictures.Rgb);
        Check(child);
        if (read < indices.Count)
        {
            throw new VideoException(
                $"ends before frame {indices[read]}: {Info.Frames} frames are {Info.FramesAre}, fewer can be decoded.", _path,
                "Name frames that are there with `--frames 0,4,8…`.");
        }
    }

    private VideoFile Counted(CancellationToken cancellation)
    {
        using var child = Start(["-vf", "setpts=N*10/TB", "-nostats", "-progress", "pipe:1", "-f", "null", "-"], cancellation);
        using var reader = new StreamReader(child.Output);
        var frames = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("frame=", StringComparison.Ordinal) && int.TryParse(line.AsSpan(6), CultureInfo.InvariantCulture, out var count))
                frames = count;
        }

        Check(child);
        return frames > 0
            ? new(_ffmpeg, _path, _limit, Info with { Frames = frames, FramesAre = "counted by decoding" })
            : throw new VideoException("has a video stream, but not one frame of it can be decoded.", _path);
    }

    // Errors end the run, nothing is concealed; a filter is never restarted, or n would begin again at 0.
    private ChildProcess Start(IEnumerable<string> output, CancellationToken cancellation) => new(
        _ffmpeg.Program,
        [
            "-nostdin", .. FfmpegLog.Level, "-xerror", "-err_detect", "explode", "-reinit_filter", "0",
            "-max_pixels", string.Create(CultureInfo.InvariantCulture, $"{PpmReader.MostPixels}"),
            "-protocol_whitelist", "file", "-i", VideoProbe.LocalFile(_path), "-map", "0:V:0", .. _ffmpeg.EveryFrameOnce, .. output,
        ],
        _limit, cancellation);

    private void Check(ChildProcess child)
    {
        // Drained, or a child with more to say would wait for ever.
        child.Output.CopyTo(Stream.Null);
        var (code, errors) = child.Wait();
        if (FfmpegLog.PictureChanged(errors))
            throw new VideoException("changes the size or format of its picture midway; a clip has one.", _path, "Convert it first: `ffmpeg -i FILE -c:v libx264 -crf 0 NEW.mp4`.");
        if (FfmpegLog.Failure(code, errors) is { } failure)
            throw VideoProbe.Broken(_path, failure);
    }
}
