using System.Globalization;

namespace Claims.Video.Decoding;

/// <summary>What ffmpeg and ffprobe may open, and how much they may take: options that stand before the input.</summary>
internal static class FfmpegBounds
{
    // 64 bits a pixel in the largest picture, and as much again.
    private const long LargestPiece = 16L * PpmReader.MostPixels;

    // Containers that hold their pictures themselves. Not hls, dash, concat, sdp, imf, image2, lavfi and their like, which name other files
    // or addresses; nor readers of text, which would draw it.
    private static readonly string[] Containers =
    [
        "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "avi", "mpegts", "mpeg", "mpegvideo", "flv", "live_flv", "asf", "ogg",
        "gif", "apng", "mjpeg", "h264", "hevc", "m4v", "h263", "h261", "vc1", "ivf", "obu", "av1", "yuv4mpegpipe", "dv", "rm", "mxf", "nut",
        "wtv", "nsv", "pva", "cavsvideo", "dirac", "flic", "roq", "smk", "bink",
    ];

    private static readonly string[] Pictures =
    [
        "png_pipe", "jpeg_pipe", "bmp_pipe", "ppm_pipe", "pgm_pipe", "pbm_pipe", "pam_pipe", "tiff_pipe", "webp_pipe", "mjpeg", "gif",
        "apng",
    ];

    /// <summary>For a film in a file.</summary>
    public static IEnumerable<string> Film => Of([.. Containers, .. Pictures], "file");

    /// <summary>For a picture that comes through a pipe.</summary>
    public static IEnumerable<string> Picture => Of(Pictures, "pipe");

    private static string[] Of(IEnumerable<string> formats, string protocol) =>
    [
        "-max_alloc", string.Create(CultureInfo.InvariantCulture, $"{LargestPiece}"),
        "-max_pixels", string.Create(CultureInfo.InvariantCulture, $"{PpmReader.MostPixels}"),
        "-format_whitelist", string.Join(',', formats.Distinct()), "-protocol_whitelist", protocol,
    ];
}
