using System.Globalization;
using Claims.Checkpoints;
using Claims.Common;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>
/// A video file, decoded by the ffmpeg program: frames by decode order, each decoded frame once whatever its timestamp,
/// turned as the file asks, converted to RGB by ffmpeg's default conversion.
/// </summary>
public sealed class VideoFile : IPartSource, IDisposable
{
    private readonly Ffmpeg _ffmpeg;
    private readonly string _path;
    private readonly TimeSpan _limit;
    private FrameDecoder? _ahead;

    private VideoFile(Ffmpeg ffmpeg, string path, TimeSpan limit, ClipSource info) =>
        (_ffmpeg, _path, _limit, Info) = (ffmpeg, path, limit, info);

    /// <inheritdoc/>
    public ClipSource Info { get; private set; }

    /// <summary>Reads a file's facts. Its frames are counted by decoding where the container does not state their number.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How long each run of a program may take.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="VideoException">It is no video, or damaged.</exception>
    /// <exception cref="MissingException">There is no ffmpeg.</exception>
    public static VideoFile Open(string path, TimeSpan limit, CancellationToken cancellation = default) =>
        Open(Present(path), Ffmpeg.Find(), limit, cancellation);

    /// <summary>
    /// The same, and the decoder of the first <see cref="Read(IReadOnlyList{int}, FrameSink, CancellationToken)"/> starts meanwhile: to be
    /// read at once and disposed of.
    /// </summary>
    internal static VideoFile OpenAhead(string path, TimeSpan limit, CancellationToken cancellation) =>
        OpenAhead(Present(path), Ffmpeg.Find(), limit, cancellation);

    internal static VideoFile OpenAhead(string path, Ffmpeg ffmpeg, TimeSpan limit, CancellationToken cancellation)
    {
        var ahead = Task.Run(() => new FrameDecoder(ffmpeg, path, limit, cancellation), CancellationToken.None);
        try
        {
            var video = Open(path, ffmpeg, limit, cancellation);
            video._ahead = ahead.GetAwaiter().GetResult();
            return video;
        }
        catch
        {
            Stop(ahead);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ((IPartSource)this).Read(indices, PixelWindow.Whole, (index, size, _, rgb) => sink(index, size, rgb), cancellation);
    }

    /// <inheritdoc/>
    void IPartSource.Read(IReadOnlyList<int> indices, Func<FrameSize, PixelWindow> needed, PartSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Count == 0)
            return;
        // A turned picture is shown on its side.
        var size = Info.Rotation % 180 == 0 ? new FrameSize(Info.Height, Info.Width) : new FrameSize(Info.Width, Info.Height);
        if (!Decode(indices, size, needed(size), sink, cancellation))
            Decode(indices, null, default, sink, cancellation);
    }

    /// <summary>Stops a decoder that was started and not used.</summary>
    public void Dispose() => _ahead?.Dispose();

    private static void Stop(Task<FrameDecoder> ahead)
    {
        try
        {
            ahead.GetAwaiter().GetResult().Dispose();
        }
        catch (Exception e) when (e is MissingException or OperationCanceledException)
        {
            // It never started; what opening has met is what to tell.
        }
    }

    private static string Present(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new VideoException("there is no such file.", path,
                "A clip is a video file, a folder of images, or a .safetensors file; nothing is downloaded.");
        // ffmpeg would wait for a pipe to be filled.
        if (FileKinds.Of(path, follow: true) is not (FileKind.Regular or FileKind.Nothing) and var kind)
            throw new VideoException($"is {kind.Words()}, not a file.", path, "Copy what it gives into a file.");
        if (file.Length == 0)
            throw new VideoException("is empty.", path);
        StandIn.MustNotBe(path);
        return path;
    }

    private static VideoFile Open(string path, Ffmpeg ffmpeg, TimeSpan limit, CancellationToken cancellation)
    {
        var info = VideoProbe.Read(ffmpeg, path, limit, cancellation);
        if (CutFile.IsCut(path, info.Format))
            throw VideoProbe.Broken(path, "it ends before its own structure does");
        var video = new VideoFile(ffmpeg, path, limit, info);
        if (info.Frames == 0)
            video.Info = info with { Frames = video.Count(cancellation), FramesAre = "counted by decoding" };
        return video;
    }

    // False where nothing came that was asked for: the container is wrong about the size, or ffmpeg knows options by newer names only.
    // With no size given, frames of any size are taken, and what is wrong is thrown.
    private bool Decode(IReadOnlyList<int> indices, FrameSize? expected, PixelWindow part, PartSink sink, CancellationToken cancellation)
    {
        using var decoder = Decoder(cancellation);
        decoder.Ask(indices, expected ?? default, part);
        var read = 0;
        for (; read < indices.Count && decoder.Next() && (expected is null || decoder.Size == part.Size); read++)
            sink(indices[read], expected ?? decoder.Size, expected is null ? PixelWindow.Whole(decoder.Size) : part, decoder.Rgb);
        var (code, errors) = decoder.End();
        if (expected is not null && read == 0)
        {
            if (FfmpegLog.UnknownOption(errors))
                _ffmpeg.UseNewerNames();
            return false;
        }

        Check(code, errors);
        return read == indices.Count ? true : throw new VideoException(
            $"ends before frame {indices[read]}: {Info.Frames} frames are {Info.FramesAre}, fewer can be decoded.", _path,
            "Name frames that are there with `--frames 0,4,8…`.");
    }

    private FrameDecoder Decoder(CancellationToken cancellation)
    {
        var ahead = Interlocked.Exchange(ref _ahead, null);
        if (ahead?.IsStoppedBy(cancellation) == true)
            return ahead;
        ahead?.Dispose();
        return new(_ffmpeg, _path, _limit, cancellation);
    }

    private int Count(CancellationToken cancellation)
    {
        using var child =
            FrameDecoder.Run(_ffmpeg, _path, ["-vf", "setpts=N*10/TB", "-nostats", "-progress", "pipe:1", "-f", "null", "-"], [], _limit,
                cancellation);
        using var reader = new StreamReader(child.Output);
        var frames = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("frame=", StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(6), CultureInfo.InvariantCulture, out var count))
                frames = count;
        }

        var (code, errors) = child.Wait();
        Check(code, errors);
        return frames > 0 ? frames : throw new VideoException("has a video stream, but not one frame of it can be decoded.", _path);
    }

    private void Check(int code, string errors)
    {
        if (FfmpegLog.PictureChanged(errors))
            throw new VideoException("changes the size or format of its picture midway; a clip has one.", _path,
                "Convert it first: `ffmpeg -i FILE -c:v libx264 -crf 0 NEW.mp4`.");
        if (FfmpegLog.Failure(code, errors) is { } failure)
            throw VideoProbe.Broken(_path, failure);
    }
}
