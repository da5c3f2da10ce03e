using System.Text.RegularExpressions;

namespace Claims.Video.Evidence;

/// <summary>
/// Whether a stream's pictures are what was recorded, by what ffmpeg said while it decoded them. Neither what it says of the sound counts,
/// nor what it says of things beside the picture: most lines that it calls errors are such.
/// </summary>
internal static partial class DamageRule
{
    // Their decoders say of every frame in which they made pixels up that they did (tried on flipped and dropped bytes and packets):
    // whatever else they complain of is not the picture.
    private static readonly HashSet<string> TellsWhatItMends =
        ["h264", "mpeg4", "mpeg1video", "mpeg2video", "h263", "h263p", "flv", "flv1"];

    // Told to stop at the first error, their decoders do: what they complain of without stopping is not the picture.
    private static readonly HashSet<string> StopsAtErrors =
        ["mjpeg", "mjpegb", "png", "apng", "prores", "svq1", "vp8", "vp9", "av1", "webp"];

    /// <summary>What is wrong with the pictures, in a line; null where nothing is.</summary>
    /// <param name="log">What ffmpeg said.</param>
    /// <param name="stream">The stream that was decoded.</param>
    /// <param name="code">How ffmpeg ended.</param>
    /// <param name="strict">Whether it was told to stop at the first error.</param>
    public static string? Damage(DecodingLog log, VideoStream stream, int code, bool strict)
    {
        var wrong = log.Complaints.Where(one => IsOfThePicture(one, log, stream, strict)).ToArray();
        if (wrong.Length > 0)
            return Gist(wrong);
        if (log.PacketInDoubt && !stream.DoubtsAreJoins)
            return "packets of the video are missing or incomplete";
        return code == 0 ? null : Gist(log.Complaints) ?? log.LastWarning ?? "the decoder gave up without a reason";
    }

    /// <summary>
    /// What is wrong with the container, in a line; null where nothing is. Where it states a number of packets and all of them are there,
    /// whatever it has been filled up with does not matter.
    /// </summary>
    public static string? ContainerDamage(DecodingLog log, VideoStream stream) => stream.Stated == stream.Packets ? null
        : Gist(log.Complaints.Where(one => one.First.IsError && IsContainer(one.First.Component, stream)));

    /// <summary>What ffmpeg complained of though the pictures are whole, with how often.</summary>
    /// <param name="log">What it said.</param>
    /// <param name="stream">The stream that was decoded.</param>
    /// <param name="counted">
    /// Whether to say how often: several threads that are stopped midway complain now more often, now less.
    /// </param>
    public static IEnumerable<string> Notes(DecodingLog log, VideoStream stream, bool counted) => log.Complaints
        .Where(one => one.First.IsError && !IsForeign(one.First.Component, stream))
        .Select(one => $"ffmpeg complains of something beside the pictures, which are whole: {(counted ? one.ToString() : one.First.Text)}")
        .Concat(log.PacketInDoubt ? ["the file is joined of several recordings: packets are missing only between them"] : []);

    /// <summary>Complaints in a line, the first three; null where there are none.</summary>
    public static string? Gist(IEnumerable<Complaint> complaints)
    {
        const int Longest = 240;
        var gist = string.Join("; ", complaints.Select(one => one.First.Text).Distinct().Take(3));
        return gist.Length == 0 ? null : gist.Length <= Longest ? gist : gist[..Longest] + "…";
    }

    private static bool IsOfThePicture(Complaint complaint, DecodingLog log, VideoStream stream, bool strict)
    {
        var (component, text) = (complaint.First.Component, complaint.First.Text);
        if (component.Length > 0 && IsForeign(component, stream))
            return false;
        if (complaint.IsOfAMendedFrame)
            return true;
        if (text.Contains("no keyframe", StringComparison.Ordinal))
            return true;
        var tells = TellsWhatItMends.Contains(stream.Codec);
        // Before the first picture that stands on its own nothing can be shown, and nothing is.
        var opening = tells && !strict && IsOpening(complaint, log, stream);
        if (complaint.IsOfALostFrame || complaint.IsOfAGap)
            return !opening;
        if (IsContainer(component, stream))
            return stream.Stated != stream.Packets;
        if (component.Length == 0)
            return true;
        if (BesideThePicture().IsMatch(text))
            return false;
        if (Reference().IsMatch(text))
            return !opening;
        return !(tells || strict && StopsAtErrors.Contains(stream.Codec));
    }

    // A film cut out of a longer one may begin with frames that count on others before the cut.
    private static bool IsOpening(Complaint complaint, DecodingLog log, VideoStream stream) => stream.Keys.First >= 0
        && (complaint.LastPacket <= stream.Keys.First + (complaint.IsOfALostFrame ? 0 : 1)
            || (log.FirstWholePicture is null || log.FirstWholePicture > complaint.LastPacket)
            && (stream.Keys.Second < 0 || complaint.LastPacket <= stream.Keys.Second));

    // Sound, subtitles, other pictures. The program itself, filters and what writes pictures have other names than decoders.
    private static bool IsForeign(string component, VideoStream stream) => component != stream.Codec && !IsContainer(component, stream)
        && !component.StartsWith(stream.Codec, StringComparison.Ordinal) && !OtherNames().IsMatch(component);

    private static bool IsContainer(string component, VideoStream stream) =>
        component == stream.Container || component == "in#0" || component.StartsWith("in#0/", StringComparison.Ordinal);

    [GeneratedRegex("^(|lib(dav1d|aom|gav1|vpx).*|AVIOContext|file|vist#.*|Parsed_.*|graph.*|auto_scale.*|swscaler|NULL)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex OtherNames();

    // What is noted down about pictures: captions, clocks, cameras, how to play and how to forget, not what they look like.
    [GeneratedRegex("^mmco: |SEI|EXIF|TIFF|APP fields|decode_app|COM |ICC|iCCP|user.?data|VUI|HRD|buffering period|pic_struct|timecode|"
        + "timing info|captions|A53|DOVI|Dolby|display window", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BesideThePicture();

    [GeneratedRegex("reference|unavailable|ref with POC|non-existing [SP]PS|no frame!|decode_slice_header|invalid NAL|"
        + "missing picture|id out of range", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Reference();
}
