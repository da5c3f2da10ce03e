using System.Globalization;
using System.Text.Json;
using Claims.Common;
using Claims.Video.Frames;

namespace Claims.Video;

/// <summary>
/// What somebody has noted down about a clip, in <c>CLIP.objects.json</c> beside it: for each object and frame a box,
/// <c>{"ball": {"0": [left, top, right, bottom], …}, …}</c>.
/// </summary>
internal static class ObjectsFile
{
    private const string Form =
        "It is {\"ball\": {\"0\": [left, top, right, bottom], …}, …}: frames count from 0, "
        + "right and bottom are one past the last pixel.";

    // Two objects in each of 100,000 frames.
    private const long Longest = 16 << 20;

    // Places for boxes, 20 bytes each, whether or not there is one: a short file can name many objects, and a clip can have many frames.
    private const long MostPlaces = 4_000_000;

    /// <summary>The same frames with what stands beside them; themselves where nothing does.</summary>
    public static IFrameSource Beside(IFrameSource frames)
    {
        var clip = Path.TrimEndingDirectorySeparator(frames.Info.Source);
        // The second is what it was called before version 0.2.
        var path = File.Exists(clip + ".objects.json") ? clip + ".objects.json" : clip + ".things.json";
        return File.Exists(path) ? new Annotated(frames, Read(path, frames.Info.Frames)) : frames;
    }

    private static Annotation[] Read(string path, int frames)
    {
        try
        {
            using var json = JsonDocument.Parse(RegularFile.Bytes(path, Longest));
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw Wrong(path, "is not a JSON object.");
            if (json.RootElement.EnumerateObject().LongCount() * frames > MostPlaces)
                throw Wrong(path, $"names too many objects for {frames} frames: at most {MostPlaces / Math.Max(1, frames)} are read.");
            var items = json.RootElement.EnumerateObject().Select(item => new Annotation(item.Name, Boxes(path, item, frames)))
                .ToArray();
            return items.GroupBy(item => item.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw Wrong(path, $"states \"{twice.Key}\" twice.")
                : items;
        }
        // The third is what the library says of bytes or \u escapes that are no text.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or JsonException)
        {
            throw new VideoException($"cannot be read as JSON ({e.Message}).", path, Form, e);
        }
    }

    private static PixelBox?[] Boxes(string path, JsonProperty item, int frames)
    {
        if (item.Name.Length == 0 || item.Value.ValueKind != JsonValueKind.Object)
            throw Wrong(path, $"has \"{item.Name}\": {Short(item.Value)}, which is no object with its frames.");
        var boxes = new PixelBox?[frames];
        foreach (var frame in item.Value.EnumerateObject())
        {
            if (!int.TryParse(frame.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= frames)
                throw Wrong(path, $"has frame \"{frame.Name}\" for \"{item.Name}\"; the clip has frames 0 to {frames - 1}.");
            if (boxes[index] is not null)
                throw Wrong(path, $"states frame {index} of \"{item.Name}\" twice.");
            boxes[index] = Box(frame.Value)
                ?? throw Wrong(path, $"has {Short(frame.Value)} in frame {index} of \"{item.Name}\", which is no box.");
        }
        return boxes;
    }

    private static PixelBox? Box(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var edges = value.EnumerateArray()
            .Select(edge => edge.ValueKind == JsonValueKind.Number && edge.TryGetInt32(out var number) ? number : -1).ToArray();
        return edges is [>= 0, >= 0, _, _] && edges[0] < edges[2] && edges[1] < edges[3] ? new(edges[0], edges[1], edges[2], edges[3])
            : null;
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText();

    private static VideoException Wrong(string path, string what) => new(what, path, Form);

    private sealed class Annotated(IFrameSource frames, IReadOnlyList<Annotation> annotations) : IFrameSource
    {
        public ClipSource Info => frames.Info;

        public IReadOnlyList<Annotation> Annotations => annotations;

        public string NameOf(int index) => frames.NameOf(index);

        public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation) =>
            frames.Read(indices, sink, cancellation);
    }
}
