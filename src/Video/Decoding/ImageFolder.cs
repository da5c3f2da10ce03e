using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Claims.Checkpoints;
using Claims.Common;
using Claims.Video.Evidence;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>A folder of images, a frame each, in the order of their names with numbers compared as numbers.</summary>
public sealed partial class ImageFolder : IFrameSource
{
    private const int LargestFile = 256 << 20;

    private static readonly HashSet<string> Extensions =
        new([".png", ".jpg", ".jpeg", ".bmp", ".ppm", ".tif", ".tiff", ".webp"], StringComparer.OrdinalIgnoreCase);

    private readonly string[] _files;
    private readonly Ffmpeg _ffmpeg;
    private readonly TimeSpan _limit;
    private readonly ConcurrentDictionary<int, string> _notes = [];

    private ImageFolder(string[] files, Ffmpeg ffmpeg, TimeSpan limit, ClipSource info) =>
        (_files, _ffmpeg, _limit, Info) = (files, ffmpeg, limit, info);

    /// <inheritdoc/>
    public ClipSource Info { get; private set; }

    /// <summary>Lists a folder's images; files of other kinds are passed over.</summary>
    /// <param name="folder">The folder; folders within it are not looked into.</param>
    /// <param name="limit">How long decoding one image may take.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="VideoException">It has no images, or the first cannot be decoded.</exception>
    /// <exception cref="MissingException">There is no ffmpeg.</exception>
    public static ImageFolder Open(string folder, TimeSpan limit, CancellationToken cancellation = default)
    {
        string[] files;
        try
        {
            files = [.. Directory.GetFiles(folder).Where(IsImage).OrderBy(NumberedName, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoException($"cannot be listed: {e.Message}", folder, inner: e);
        }

        if (files.Length == 0)
            throw new VideoException("has no images in it.", folder,
                $"Frames are files that end in {string.Join(", ", Extensions.Order())}.");
        Array.ForEach(files, StandIn.MustNotBe);
        var ffmpeg = Ffmpeg.Find();
        var images = new ImageFolder(files, ffmpeg, limit, new(folder, "images", files.Length, 0, 0));
        FrameSize first = default;
        images.Decode(0, (_, size, _) => first = size, cancellation);
        return new(files, ffmpeg, limit, new(folder, "images", files.Length, first.Height, first.Width)
        {
            FramesAre = "files",
            Format = Path.GetExtension(files[0]).TrimStart('.').ToLowerInvariant(),
            Decoder = $"ffmpeg {ffmpeg.Version}",
        });
    }

    /// <inheritdoc/>
    public string NameOf(int index) => Path.GetFileName(_files[index]);

    /// <inheritdoc/>
    public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var one = new Lock();
        var options =
            new ParallelOptions { MaxDegreeOfParallelism = Math.Min(4, Environment.ProcessorCount), CancellationToken = cancellation };
        try
        {
            // A program run an image, so that each may have its own size and kind.
            Parallel.ForEach(indices, options, index => Decode(
                index,
                (i, size, rgb) =>
                {
                    lock (one)
                        sink(i, size, rgb);
                },
                cancellation));
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        Info = Info with
        {
            Notes = [.. _notes.OrderBy(one => one.Key).GroupBy(one => one.Value).Select(same => same.Count() == 1
            ? $"{NameOf(same.First().Key)}: {same.Key}" : $"{NameOf(same.First().Key)} and {same.Count() - 1} more: {same.Key}")]
        };
    }

    private void Decode(int index, FrameSink sink, CancellationToken cancellation)
    {
        var path = _files[index];
        var log = new DecodingLog();
        using var child = new ChildProcess(
            _ffmpeg.Program,
            [
                "-nostdin", .. FfmpegLog.Level, "-xerror", "-err_detect", "explode",
                .. FfmpegBounds.Picture,
                "-i", "pipe:0", "-map", "0:v:0", "-frames:v", "1", "-pix_fmt", "rgb24", "-c:v", "ppm", "-f", "image2pipe", "pipe:1",
            ],
            Bytes(path), _limit, cancellation, log.Heed);
        using var pictures = new PpmReader(child.Output);
        var read = pictures.Read();
        child.Output.CopyTo(Stream.Null);
        var (code, _) = child.Wait();
        // A file of one picture: what a camera noted down beside it does not matter.
        var picture = new VideoStream(0, log.Complaints.FirstOrDefault()?.First.Component ?? "", "image") { Packets = 1 };
        if (DamageRule.Damage(log, picture, code, strict: true) is { } damage)
            throw AnimatedWebp.Fault(path) ?? new VideoException($"is no image that ffmpeg can read: {damage}.", path);
        if (!read)
            throw new VideoException($"is no image, or has more than {PpmReader.MostPixels / 1_000_000} million pixels.", path);
        if (DamageRule.Notes(log, picture, counted: false).FirstOrDefault() is { } note)
            _notes.TryAdd(index, note);
        sink(index, pictures.Size, pictures.Rgb);
    }

    // Through the pipe its name means nothing to ffmpeg: no pattern of numbers, no option, no protocol.
    private static byte[] Bytes(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? RegularFile.Bytes(path, LargestFile)
                : throw new VideoException($"is larger than {LargestFile >> 20} MiB, too large for one frame.", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoException($"cannot be read: {e.Message}", path, inner: e);
        }
    }

    private static bool IsImage(string path) => Extensions.Contains(Path.GetExtension(path)) && !Path.GetFileName(path).StartsWith('.');

    // "frame2" before "frame10"; the name itself decides between "1" and "01".
    private static string NumberedName(string path) =>
        Digits().Replace(Path.GetFileName(path), match => match.Value.TrimStart('0').PadLeft(20, '0')) + '\0' + Path.GetFileName(path);

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
