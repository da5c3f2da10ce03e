using System.Text;
using Claims.Video.Evidence;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>What ffprobe finds in a file, read from its first byte to its last but not decoded.</summary>
/// <param name="Info">The facts of the stream that is read. <see cref="ClipSource.Frames"/> is 0 where they must be counted.</param>
/// <param name="Stream">That stream's packets.</param>
/// <param name="IsFirst">Whether it is the file's first stream of pictures.</param>
internal sealed record VideoProbe(ClipSource Info, VideoStream Stream, bool IsFirst)
{
    // Readers of text, of playlists and of numbered files: what they show is not in the file that was named.
    private static readonly HashSet<string> NoVideoFiles =
        ["tty", "bin", "xbin", "adf", "idf", "hls", "concat", "dash", "sdp", "imf", "image2", "image2pipe", "ffmetadata", "lavfi", "lrc",
            "webvtt", "srt"];

    // ffprobe's words before the list of all the formats that it may open.
    private const string NotOpened = "not on whitelist";

    private const string Damaged =
        "If the rest is worth having, make a sound file of it first (`ffmpeg -i FILE -c:v libx264 -crf 0 NEW.mp4`); claims are then about "
            + "that file.";

    /// <summary>Reads the facts of a file's stream.</summary>
    /// <param name="ffmpeg">The programs.</param>
    /// <param name="path">The file.</param>
    /// <param name="chosen">Which stream, by its number; null: <see cref="StreamChoice"/> decides.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="VideoException">It is no video, or its container is damaged.</exception>
    public static VideoProbe Read(Ffmpeg ffmpeg, string path, int? chosen, TimeSpan limit, CancellationToken cancellation)
    {
        var log = new DecodingLog();
        var (lines, tallies, code) = Ask(ffmpeg, path, log, limit, cancellation);
        if (code != 0)
            throw AnimatedWebp.Fault(path)
                ?? new VideoException(log.Complaints.Any(one => one.First.Text.Contains(NotOpened, StringComparison.Ordinal))
                    ? "is no video that holds its own pictures: files of its kind may name others, and are not opened."
                    : $"is no video that ffmpeg can read: {DamageRule.Gist(log.Complaints) ?? log.LastWarning}.", path);
        var file = lines.FirstOrDefault(line => line.Section == "format");
        var format = file?.Text("format_name") ?? "";
        if (format.Split(',').FirstOrDefault(NoVideoFiles.Contains) is { } reader)
            throw new VideoException($"is no video: ffmpeg takes it for {reader}.", path);
        var entries = lines.Where(line => line.Section == "stream").ToArray();
        if (entries.Length == 0)
            throw new VideoException("has no video in it, only sound or other data.", path);
        var streams = entries.Select(entry => StreamOf(entry, format, tallies, log)).ToList();
        var (stream, note) = StreamChoice.Of(streams, chosen, path);
        if (stream.Packets == 0)
            throw AnimatedWebp.Fault(path) ?? Broken(path, DamageRule.Gist(log.Complaints) ?? "it has no video data");
        // What decoders say here, they say again when they decode what is wanted.
        if (DamageRule.ContainerDamage(log, stream) is { } damage)
            throw Broken(path, damage);
        // Asking ffmpeg itself would be one more program to start.
        var stated = lines.FirstOrDefault(line => line.Section == "program_version")?.Text("version");
        var info = Facts(path, stream, entries[streams.IndexOf(stream)], file) with
        {
            Decoder = $"ffmpeg {(ffmpeg.OneBuild ? stated : null) ?? ffmpeg.Version}",
            Notes = note is null ? [] : [note],
        };
        return new(info, stream, stream == streams[0]);
    }

    /// <summary>A damaged file, as found while decoding.</summary>
    public static VideoException Broken(string path, string gist) => new($"is damaged or cut short: {gist}.", path, Damaged);

    /// <summary>A path as ffmpeg takes it for a file's name and nothing else: no option, no protocol.</summary>
    public static string LocalFile(string path) => "file:" + Path.GetFullPath(path);

    // Everything but packets, which are counted as they pass.
    private static (List<ProbeLine> Lines, Dictionary<int, PacketTally> Tallies, int Code) Ask(Ffmpeg ffmpeg, string path, DecodingLog log,
        TimeSpan limit, CancellationToken cancellation)
    {
        using var child = new ChildProcess(
            ffmpeg.Probe,
            [
                .. FfmpegLog.Level, .. FfmpegBounds.Film, "-select_streams", "V", "-show_program_version",
                "-show_entries", "program_version=version:format=format_name,duration:packet=stream_index,flags,dts,dts_time"
                    + ":stream=index,codec_name,pix_fmt,width,height,avg_frame_rate,nb_frames,duration:stream_disposition=default"
                    + ":stream_side_data=rotation",
                "-of", "compact", "-i", LocalFile(path),
            ],
            [], limit, cancellation, log.Heed);
        var (lines, tallies) = (new List<ProbeLine>(), new Dictionary<int, PacketTally>());
        using var reader = new StreamReader(child.Output, Encoding.UTF8);
        while (reader.ReadLine() is { } text)
        {
            var line = ProbeLine.Parse(text);
            if (line.Section is "stream" or "format" or "program_version")
                lines.Add(line);
            else if (line.Section == "packet" && line.Whole("stream_index") is { } index)
                (tallies.TryGetValue(index, out var tally) ? tally : tallies[index] = new()).Add(line);
        }
        return (lines, tallies, child.Wait().Code);
    }

    private static VideoStream StreamOf(ProbeLine entry, string format, Dictionary<int, PacketTally> tallies, DecodingLog log)
    {
        var index = entry.Whole("index") ?? 0;
        var tally = tallies.GetValueOrDefault(index) ?? new();
        return new(index, entry.Text("codec_name") ?? "", format)
        {
            Width = entry.Whole("width") ?? 0,
            Height = entry.Whole("height") ?? 0,
            Stated = entry.Whole("nb_frames") ?? 0,
            IsDefault = entry.Whole("disposition:default") == 1,
            Span = tally.Span,
            Packets = tally.Packets,
            Shown = tally.Shown,
            Keys = tally.Keys,
            DoubtsAreJoins = tally.AreJoins(log.DoubtedPackets(index)),
        };
    }

    private static ClipSource Facts(string path, VideoStream stream, ProbeLine entry, ProbeLine? file)
    {
        if (stream.Width <= 0 || stream.Height <= 0)
            throw AnimatedWebp.Fault(path) ?? new VideoException("has a video stream without a picture size.", path, Damaged);
        // A number that packets do not bear out is no better than none.
        var believed = stream.Stated == stream.Shown && stream.Keys.First <= 0 ? stream.Stated : 0;
        return new(path, "video", believed, stream.Height, stream.Width)
        {
            FramesAre = "stated by the container",
            StatedFrames = stream.Stated > 0 ? stream.Stated : null,
            Stream = stream.Index,
            Format = stream.Container,
            Codec = stream.Codec,
            PixelFormat = entry.Text("pix_fmt"),
            FrameRate = entry.Ratio("avg_frame_rate"),
            Seconds = entry.Real("duration") ?? file?.Real("duration"),
            Rotation = (int)Math.Round(entry.Real("rotation") ?? entry.Real("side_data:rotation") ?? 0),
        };
    }
}
