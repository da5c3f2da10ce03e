namespace Claims.Video.Frames;

/// <summary>Where something is in a clip: what heads are said to look at can be held against it.</summary>
/// <param name="Name">What it is: "ball".</param>
/// <param name="Boxes">By frame, in pixels; null where it cannot be seen.</param>
public sealed record Annotation(string Name, IReadOnlyList<PixelBox?> Boxes)
{
    /// <summary>
    /// The patch tokens it touches in any frame of each tubelet: indices without CLS, by tubelet, then row, then column, ascending.
    /// The boxes are those of the model's input.
    /// </summary>
    /// <exception cref="ArgumentException">There are not as many boxes as the model has frames.</exception>
    public IReadOnlyList<IReadOnlyList<int>> TokensPerTubelet(ClipFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (Boxes.Count != format.Frames)
            throw new ArgumentException($"\"{Name}\" has boxes for {Boxes.Count} frames, the model takes {format.Frames}.", nameof(format));
        return [.. Enumerable.Range(0, format.Grid.Time).Select(tubelet => Tokens(format, tubelet))];
    }

    private int[] Tokens(ClipFormat format, int tubelet)
    {
        var (_, rows, columns) = format.Grid;
        var (time, height, width) = format.Tubelet;
        return [.. Boxes.Skip(tubelet * time).Take(time).OfType<PixelBox>().SelectMany(box =>
            from row in Between(box.Top, box.Bottom, height, rows)
            from column in Between(box.Left, box.Right, width, columns)
            select (tubelet * rows + row) * columns + column).Distinct().Order()];
    }

    private static IEnumerable<int> Between(int first, int end, int edge, int count)
    {
        var (from, to) = (Math.Max(0, first) / edge, Math.Min(count - 1, (end - 1) / edge));
        return end <= 0 || to < from ? [] : Enumerable.Range(from, to - from + 1);
    }
}
