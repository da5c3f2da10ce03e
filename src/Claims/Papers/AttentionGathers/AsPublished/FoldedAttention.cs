using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Tokens;

namespace Claims.Papers.AttentionGathers.AsPublished;

/// <summary>CLS attention as figure 4 shows it, on a grid that is not the tokens'.</summary>
public static class FoldedAttention
{
    /// <summary>
    /// A row per frame, though a token spans several, with as many columns as then remain: 32 x 98 for 3136 tokens of two frames each.
    /// </summary>
    public static (int Rows, int Columns) Shape(TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var rows = grid.Tubelets * grid.Frames;
        return (rows, grid.Count / rows);
    }

    /// <summary>
    /// [layer, head, folded row, folded column]: probability; not where the tokens are. Null where the tokens do not fill such rows.
    /// </summary>
    public static Numbers? Of(ClsAttention attention)
    {
        ArgumentNullException.ThrowIfNull(attention);
        var (rows, columns) = Shape(attention.Grid);
        var onGrid = attention.OnGrid;
        return rows * columns != attention.Grid.Count ? null : new("CLS attention, folded as published", "probability",
            [.. onGrid.Axes.Take(2), Axis.Counting("folded row", rows), Axis.Counting("folded column", columns)], onGrid.Values);
    }
}
