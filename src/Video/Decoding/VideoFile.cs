using System.Globalization;
using Claims.Common;
using Claims.Video.Evidence;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>
/// A video file, decoded by the ffmpeg program: frames by decode order, each decoded frame once whatever its timestamp,
/// turned as the file asks, converted to RGB by ffmpeg's default conversion.
/// </summary>
public sealed class VideoFile : IPartSource, IDisposable
{
    private const string Counted = "counted by decoding";

    private readonly Ffmpeg _ffmpeg;
    private readonly string _path, _map;
    private readonly TimeSpan _limit;
    private readonly VideoStream _stream;
    private FrameDecoder? _ahead;

    private VideoFile(Ffmpeg ffmpeg, string path, TimeSpan limit, VideoProbe probe)
    {
        (_ffmpeg, _path, _limit, _stream, Info) = (ffmpeg, path, limit, probe.Stream, probe.Info);
        _map = string.Create(CultureInfo.InvariantCulture, $"{_stream.Index}");
    }

    /// <inheritdoc/>
    public ClipSource Info { get; private set; }

    /// <summary>Whether reading has shown that the number of frames is not what <see cref="Info"/> says.</summary>
    internal bool IsMiscounted { get; private set; }

    /// <summary>
    /// Reads a file's facts. Its frames are counted by decoding where the container does not state their number, or states one that its
    /// packets do not bear out.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How long each run of a program may take.</param>
    /// <param name="stream">Which stream; null: the default or the longest of those that move.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="VideoException">It is no video, or damaged.</exception>
    /// <exception cref="MissingException">There is no ffmpeg.</exception>
    public static VideoFile Open(string path, TimeSpan limit, int? stream = null, CancellationToken cancellation = default) =>
        Open(Present(path), Ffmpeg.Find(), stream, limit, cancellation, out _);

    /// <summary>
    /// The same, and the decoder of the first <see cref="Read(IReadOnlyList{int}, FrameSink, CancellationToken)"/> starts meanwhile: to be
    /// read at once and disposed of.
    /// </summary>
    internal static VideoFile OpenAhead(string path, TimeSpan limit, CancellationToken cancellation, int? stream = null) =>
        OpenAhead(Present(path), Ffmpeg.Find(), limit, cancellation, stream);

    internal static VideoFile OpenAhead(string path, Ffmpeg ffmpeg, TimeSpan limit, CancellationToken cancellation, int? stream = null)
    {
        // Nearly always the right one.
        var ahead = Task.Run(() => new FrameDecoder(ffmpeg, path, FrameDecoder.FirstVideo, true, limit, cancellation),
            CancellationToken.None);
        try
        {
            var video = Open(path, ffmpeg, stream, limit, cancellation, out var isFirst);
            if (isFirst)
                video._ahead = ahead.GetAwaiter().GetResult();
            else
                Stop(ahead);
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
        var reading = new FrameReading(_stream, indices, Info.Frames, size, needed(size), sink);
        for (var more = true; more;)
        {
            using var decoder = Decoder(reading.Strict, cancellation);
            more = reading.Take(decoder, _ffmpeg);
        }
        Check(reading.PictureChanged, reading.Damage);
        IsMiscounted |= reading.IsMiscounted;
        if (reading.Missing is { } missing)
            throw new VideoException($"ends before frame {missing}: {Info.Frames} frames are {Info.FramesAre}, fewer can be decoded.",
                _path,
                "Name frames that are there with `--frames 0,4,8…`, or spread them over the whole clip with `--frames uniform`.");
        Add(reading.Notes);
    }

    /// <summary>Stops a decoder that was started and not used.</summary>
    public void Dispose() => _ahead?.Dispose();

    /// <summary>Counts the frames by decoding all of them.</summary>
    internal void Count(CancellationToken cancellation)
    {
        var (frames, log, damage) = Count(strict: true, cancellation);
        if (damage is not null)
            (frames, log, damage) = Count(strict: false, cancellation);
        Check(log.PictureChanged, damage);
        if (frames == 0)
            throw new VideoException("has a video stream, but not one frame of it can be decoded.", _path);
        if (_stream.Keys.First > 0 && frames > _stream.Shown - _stream.Keys.First)
            throw VideoProbe.Broken(_path, "its first frames count on pictures that it does not have");
        (Info, IsMiscounted) = (Info with { Frames = frames, FramesAre = Counted }, false);
        if (Info.StatedFrames is { } stated && stated != frames)
            Add([$"the container states {stated} frames, {frames} can be shown"]);
    }

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
                "A clip is a video file, a folder of images, or a .safetensors, .npy or .pt file; nothing is downloaded.");
        return file.Length > 0 ? path : throw new VideoException("is empty.", path);
    }

    private static VideoFile Open(string path, Ffmpeg ffmpeg, int? stream, TimeSpan limit, CancellationToken cancellation, out bool isFirst)
    {
        var probe = VideoProbe.Read(ffmpeg, path, stream, limit, cancellation);
        if (CutFile.IsCut(path, probe.Info.Format))
            throw VideoProbe.Broken(path, "it ends before its own structure does");
        isFirst = probe.IsFirst;
        var video = new VideoFile(ffmpeg, path, limit, probe);
        if (video.Info.Frames == 0)
            video.Count(cancellation);
        return video;
    }

    private FrameDecoder Decoder(bool strict, CancellationToken cancellation)
    {
        var ahead = Interlocked.Exchange(ref _ahead, null);
        if (strict && ahead?.IsStoppedBy(cancellation) == true)
            return ahead;
        ahead?.Dispose();
        return new(_ffmpeg, _path, _map, strict, _limit, cancellation);
    }

    private (int Frames, DecodingLog Log, string? Damage) Count(bool strict, CancellationToken cancellation)
    {
        var log = new DecodingLog();
        using var child = FrameDecoder.Run(_ffmpeg, _path, _map, strict,
            ["-vf", "setpts=N*10/TB", "-progress", "pipe:1", "-f", "null", "-"], [], log, _limit, cancellation);
        using var reader = new StreamReader(child.Output);
        var frames = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("frame=", StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(6), CultureInfo.InvariantCulture, out var count))
                frames = count;
        }
        var (code, _) = child.Wait();
        return (frames, log, DamageRule.Damage(log, _stream, code, strict));
    }

    private void Add(IEnumerable<string> notes) => Info = Info with { Notes = [.. Info.Notes.Concat(notes).Distinct()] };

    private void Check(bool pictureChanged, string? damage)
    {
        if (pictureChanged)
            throw new VideoException("changes the size or format of its picture midway; a clip has one.", _path,
                "Convert it first: `ffmpeg -i FILE -c:v libx264 -crf 0 NEW.mp4`.");
        if (damage is not null)
            throw VideoProbe.Broken(_path, damage);
    }
}
