using Claims.Video.Frames;
using Claims.Video.Sampling;

namespace Claims.Video;

/// <summary>The frames of a source that a choice comes to.</summary>
/// <param name="Indices">In the order in which the model sees them.</param>
/// <param name="Notes">What a reader should know of the choice.</param>
internal sealed record FramePick(int[] Indices, IReadOnlyList<string> Notes)
{
    /// <param name="info">The source.</param>
    /// <param name="choice">Which frames.</param>
    /// <param name="count">How many the model takes.</param>
    /// <exception cref="VideoException">The clip has not the frames asked for.</exception>
    public static FramePick Of(ClipSource info, FrameChoice choice, int count)
    {
        // The published notebook draws from what its decoder, PyAV, calls the length: the number that the container states.
        var drawnFrom = choice is FrameChoice.Seeded ? info.StatedFrames ?? info.Frames : info.Frames;
        var believes = drawnFrom != info.Frames
            ? $"seeded windows are drawn from the {drawnFrom} frames that the container states, as the published notebook's decoder (PyAV) "
                + $"does; {info.Frames} can be shown" : null;
        try
        {
            var indices = choice.Indices(drawnFrom, count);
            if (indices.Count(index => index >= info.Frames) is > 0 and var beyond)
                throw new VideoException($"{beyond} of the frames drawn ({indices[0]} to {indices[^1]}) are not there: {believes}.",
                    remedy: "`--frames uniform` spreads them over the frames that can be shown.");
            var repeats = choice is not FrameChoice.Explicit && indices.Distinct().Count() is var distinct && distinct < count
                ? $"the clip has {info.Frames} {(info.Frames == 1 ? "frame" : "frames")}, the model takes {count}: "
                    + $"{(distinct == 1 ? "it sees one still picture" : "some are seen more than once")}" : null;
            return new(indices, [.. new[] { believes, repeats }.OfType<string>()]);
        }
        catch (VideoException e) when (e.File is null)
        {
            var what = believes is null || e.What.Contains(believes, StringComparison.Ordinal) ? e.What : $"{e.What} Note that {believes}.";
            throw new VideoException(what, info.Source, e.Remedy, e);
        }
    }
}
