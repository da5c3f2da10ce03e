using System.Globalization;
using Claims.Common;
using Claims.Video.Frames;

namespace Claims.Video.Sampling;

/// <summary>
/// How the frames of a clip are chosen. Its text form is what <c>--frames</c> takes and what is printed, so that a run can be repeated.
/// </summary>
public abstract record FrameChoice
{
    private FrameChoice()
    {
    }

    /// <summary>
    /// The published sampler with numpy's legacy generator: see <see cref="FrameSampler.Seeded"/>. Text form: <c>seeded:42</c> or
    /// <c>seeded:42:2</c>.
    /// </summary>
    /// <param name="Seed">The argument of <c>np.random.seed</c>: 0 or more.</param>
    /// <param name="Rate">The window's frames per index.</param>
    public sealed record Seeded(int Seed, int Rate = 4) : FrameChoice
    {
        /// <inheritdoc/>
        public override int[] Indices(int frames, int count) => FrameSampler.Seeded(new NumpyRandom((uint)Seed), frames, count, Rate);

        /// <inheritdoc/>
        public override string ToString() => Rate == 4 ? $"seeded:{Seed}" : $"seeded:{Seed}:{Rate}";
    }

    /// <summary>Spread over the whole clip: see <see cref="FrameSampler.Uniform"/>. Text form: <c>uniform</c>.</summary>
    public sealed record Uniform : FrameChoice
    {
        /// <inheritdoc/>
        public override int[] Indices(int frames, int count) =>
            frames > 0 ? FrameSampler.Uniform(frames, count) : throw new VideoException("the clip has no frames.");

        /// <inheritdoc/>
        public override string ToString() => "uniform";
    }

    /// <summary>These frames, in this order. Text form: <c>0,4,8</c>.</summary>
    /// <param name="List">Indices in decode order, counted from 0.</param>
    public sealed record Explicit(IReadOnlyList<int> List) : FrameChoice
    {
        /// <inheritdoc/>
        public override int[] Indices(int frames, int count)
        {
            if (List.Count != count)
                throw new VideoException($"{List.Count} frames were named, the model takes {count}.");
            if (List.Count(i => i < 0 || i >= frames) is > 0 and var outside)
                throw new VideoException($"{outside} of the named frames lie outside the clip: it has frames 0 to {frames - 1}, the list "
                    + $"goes from {List.Min()} to {List.Max()}.");
            return [.. List];
        }

        /// <inheritdoc/>
        public bool Equals(Explicit? other) => other is not null && List.SequenceEqual(other.List);

        /// <inheritdoc/>
        public override int GetHashCode() => List.Aggregate(0, HashCode.Combine);

        /// <inheritdoc/>
        public override string ToString() => string.Join(',', List);
    }

    /// <summary>The chosen frames of a clip, in the order in which the model sees them.</summary>
    /// <param name="frames">How many frames the clip has.</param>
    /// <param name="count">How many the model takes.</param>
    /// <exception cref="VideoException">The clip is too short, or the list does not fit.</exception>
    public abstract int[] Indices(int frames, int count);

    /// <summary>Reads the text form: <c>seeded:SEED[:RATE]</c>, <c>uniform</c>, or indices separated by commas.</summary>
    /// <exception cref="BadInputException">It is none of them.</exception>
    public static FrameChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().Split(':');
        return parts switch
        {
            ["uniform"] => new Uniform(),
            ["seeded", var seed] when Number(seed) is { } s => new Seeded(s),
            ["seeded", var seed, var rate] when Number(seed) is { } s && Number(rate) is { } r && r is > 0 and <= 100_000 =>
                new Seeded(s, r),
            [var list] when list.Split(',').Select(Number).ToArray() is var numbers && numbers.All(n => n is not null) =>
                new Explicit([.. numbers.Select(n => n!.Value)]),
            _ => throw new BadInputException($"\"{text}\" names no frames.",
                remedy: "Give seeded:SEED, seeded:SEED:RATE, uniform, or indices separated by commas.", page: "video"),
        };
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
