using System.Globalization;
using System.Text.Json;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>What ffprobe finds in a file, read from its first byte to its last but not decoded.</summary>
internal static class VideoProbe
{
    // Readers of text, of playlists and of numbered files: what they show is not in the file that was named.
    private static readonly HashSet<string> NoVideoFiles =
        ["tty", "bin", "xbin", "adf", "idf", "hls", "concat", "dash", "sdp", "imf", "image2", "image2pipe", "ffmetadata", "lavfi", "lrc",
            "webvtt", "srt"];

    private const string Damaged =
        "If the rest is worth having, make a sound file of it first (`ffmpeg -i FILE -c:v libx264 -crf 0 NEW.mp4`); claims are then about "
            + "that file.";

    /// <summary>
    /// The facts of a file's first video stream; <see cref="ClipSource.Frames"/> is 0 where the container does not state it.
    /// </summary>
    public static ClipSource Read(Ffmpeg ffmpeg, string path, TimeSpan limit, CancellationToken cancellation)
    {
        var (code, output, errors) = ChildProcess.Run(
            ffmpeg.Probe,
            [
                .. FfmpegLog.Level, "-protocol_whitelist", "file", "-select_streams", "V:0", "-count_packets", "-show_program_version",
                "-show_entries", "program_version=version:format=format_name,duration"
                    + ":stream=codec_name,pix_fmt,width,height,avg_frame_rate,nb_frames,nb_read_packets,duration:stream_side_data=rotation",
                "-of", "json", "-i", LocalFile(path),
            ],
            limit, cancellation);
        var failure = FfmpegLog.Failure(code, errors);
        if (code != 0)
            throw new VideoException($"is no video that ffmpeg can read: {failure}.", path);
        using var json = JsonDocument.Parse(output);
        var format = Text(Part(json.RootElement, "format"), "format_name") ?? "";
        if (format.Split(',').FirstOrDefault(NoVideoFiles.Contains) is { } reader)
            throw new VideoException($"is no video: ffmpeg takes it for {reader}.", path);
        var streams = json.RootElement.TryGetProperty("streams", out var all) ? all.EnumerateArray().ToArray() : [];
        if (streams is not [var stream, ..])
            throw new VideoException("has no video in it, only sound or other data.", path);
        if (failure is not null || Whole(stream, "nb_read_packets") is null or 0)
            throw Broken(path, failure ?? "it has no video data");
        // Asking ffmpeg itself would be one more program to start.
        var version = (ffmpeg.OneBuild ? Text(Part(json.RootElement, "program_version"), "version") : null) ?? ffmpeg.Version;
        return Facts(path, format, stream, json.RootElement) with { Decoder = $"ffmpeg {version}" };
    }

    /// <summary>A damaged file, as found while decoding.</summary>
    public static VideoException Broken(string path, string gist) => new($"is damaged or cut short: {gist}.", path, Damaged);

    /// <summary>A path as ffmpeg takes it for a file's name and nothing else: no option, no protocol.</summary>
    public static string LocalFile(string path) => "file:" + Path.GetFullPath(path);

    private static ClipSource Facts(string path, string format, JsonElement stream, JsonElement root)
    {
        var (width, height) = (Whole(stream, "width") ?? 0, Whole(stream, "height") ?? 0);
        if (width <= 0 || height <= 0)
            throw new VideoException("has a video stream without a picture size.", path, Damaged);
        var stated = Whole(stream, "nb_frames") ?? 0;
        return new(path, "video", stated, height, width)
        {
            FramesAre = "stated by the container",
            Format = format,
            Codec = Text(stream, "codec_name"),
            PixelFormat = Text(stream, "pix_fmt"),
            FrameRate = Ratio(Text(stream, "avg_frame_rate")),
            Seconds = Real(Text(stream, "duration")) ?? Real(Text(Part(root, "format"), "duration")),
            Rotation = Rotation(stream),
        };
    }

    private static int Rotation(JsonElement stream)
    {
        if (stream.TryGetProperty("side_data_list", out var list))
        {
            foreach (var data in list.EnumerateArray())
            {
                if (data.TryGetProperty("rotation", out var turn) && turn.TryGetDouble(out var degrees))
                    return (int)Math.Round(degrees);
            }
        }

        return 0;
    }

    private static JsonElement Part(JsonElement of, string name) => of.TryGetProperty(name, out var part) ? part : default;

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static int? Whole(JsonElement of, string name) =>
        int.TryParse(Text(of, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Real(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static double? Ratio(string? text) =>
        text?.Split('/') is [var above, var below] && Real(above) is { } a && Real(below) is { } b && b > 0 && a > 0 ? a / b : null;
}
