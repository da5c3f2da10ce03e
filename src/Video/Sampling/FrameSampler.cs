using Claims.Common;
using Claims.Video.Frames;

namespace Claims.Video.Sampling;

/// <summary>Which frames of a clip a model sees: indices in decode order, counted from 0.</summary>
public static class FrameSampler
{
    /// <summary>
    /// The published sampler: a window of <c>count x rate</c> frames whose end is drawn by numpy's legacy
    /// <c>randint(count x rate, frames)</c>, and <paramref name="count"/> indices spread over it.
    /// </summary>
    /// <param name="random">The stream to draw the end from: one draw.</param>
    /// <param name="frames">How many frames the clip has.</param>
    /// <param name="count">How many indices are wanted.</param>
    /// <param name="rate">The window's frames per index.</param>
    /// <exception cref="VideoException">The clip is not longer than the window, so that no end can be drawn.</exception>
    public static int[] Seeded(NumpyRandom random, int frames, int count, int rate)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        var window = (long)count * rate;
        if (frames <= window)
            throw new VideoException(
                $"the clip has {frames} frames, too few: {count} frames spread over a window of {window} ({count} x {rate}) whose end is "
                    + $"drawn need at least {window + 1}.",
                remedy: "`--frames uniform` spreads them over the whole clip instead, `--frames seeded:SEED:RATE` draws a smaller window.");

        var end = (int)random.RandInt(window, frames);
        var start = end - (int)window;
        return [.. Linspace(start, end, count).Select(x => (int)Math.Clamp(x, start, end - 1))];
    }

    /// <summary>Spread over the whole clip, first and last frame included: <c>linspace(0, frames - 1, count)</c>, truncated.</summary>
    /// <param name="frames">How many frames the clip has, at least 1. Where it has fewer than <paramref name="count"/>, some indices
    /// repeat.</param>
    /// <param name="count">How many indices are wanted.</param>
    public static int[] Uniform(int frames, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. Linspace(0, frames - 1, count).Select(x => (int)x)];
    }

    // numpy's: multiples of one rounded step, the last point set exactly. Truncation sees the rounding, so its order matters.
    private static IEnumerable<double> Linspace(double start, double stop, int count)
    {
        var step = (stop - start) / Math.Max(1, count - 1);
        for (var i = 0; i < count; i++)
            yield return i > 0 && i == count - 1 ? stop : i * step + start;
    }
}
