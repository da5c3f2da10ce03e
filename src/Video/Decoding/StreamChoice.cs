using Claims.Video.Evidence;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>Which of a file's streams is the film. Posters and previews are streams of pictures too.</summary>
internal static class StreamChoice
{
    /// <summary>
    /// The stream that was named; else, of those with more than one picture, the one that the file marks as its default, else the longest,
    /// else the first.
    /// </summary>
    /// <param name="streams">Streams of pictures, at least one.</param>
    /// <param name="named">A stream's number; null: none was named.</param>
    /// <param name="path">The file, for messages.</param>
    /// <returns>The stream, and which others there are; null where there are none.</returns>
    /// <exception cref="VideoException">The stream that was named is none of them.</exception>
    public static (VideoStream Stream, string? Note) Of(IReadOnlyList<VideoStream> streams, int? named, string path)
    {
        var stream = named is null
            ? streams.OrderByDescending(one => one.Moves).ThenByDescending(one => one.IsDefault).ThenByDescending(one => one.Span)
                .ThenBy(one => one.Index).First()
            : streams.FirstOrDefault(one => one.Index == named)
                ?? throw new VideoException($"has no video stream {named}; it has {Listed(streams)}.", path,
                    "`--stream N` takes the number of one of them.");
        return streams.Count == 1 ? (stream, null) : (stream, $"the file has {streams.Count} video streams; {stream} is read, not "
            + $"{Listed([.. streams.Where(one => one != stream)])}. `--stream N` reads another");
    }

    private static string Listed(IReadOnlyList<VideoStream> streams) =>
        string.Join(", ", streams.Take(5)) + (streams.Count > 5 ? $" and {streams.Count - 5} more" : "");
}
