using System.Globalization;
using System.Text.RegularExpressions;
using Claims.Common;
using Claims.Model;

namespace Claims.Measurements.Tokens;

/// <summary>Some tokens under a name.</summary>
/// <param name="Name">As it is printed: <c>cls</c>, <c>tubelet:3</c>.</param>
/// <param name="Tokens">Their places in the stream.</param>
public sealed partial record TokenSet(string Name, IReadOnlyList<int> Tokens)
{
    /// <summary>The class token alone.</summary>
    /// <exception cref="NotApplicableException">The model's tokens are all of patches.</exception>
    public static TokenSet Cls(TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.Layout.Special is [var cls, ..] ? new("cls", [cls]) : throw new NotApplicableException("the model has no class token.");
    }

    /// <summary>All but the class token.</summary>
    public static TokenSet Patches(TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new("patches", grid.Layout.OfPatches);
    }

    /// <summary>One tubelet's tokens.</summary>
    public static TokenSet Tubelet(TokenGrid grid, int time)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Region(grid, (time, time), (0, grid.Rows - 1), (0, grid.Columns - 1)) with { Name = $"tubelet:{time}" };
    }

    /// <summary>Each row of the picture, over all time: <c>row:0</c>, ...</summary>
    public static IEnumerable<TokenSet> Rows(TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Enumerable.Range(0, grid.Rows)
            .Select(row => Region(grid, (0, grid.Tubelets - 1), (row, row), (0, grid.Columns - 1)) with { Name = $"row:{row}" });
    }

    /// <summary>Each column of the picture, over all time: <c>column:0</c>, ...</summary>
    public static IEnumerable<TokenSet> Columns(TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Enumerable.Range(0, grid.Columns)
            .Select(column =>
                Region(grid, (0, grid.Tubelets - 1), (0, grid.Rows - 1), (column, column)) with { Name = $"column:{column}" });
    }

    /// <summary>A box of patches; first and last are both included.</summary>
    /// <exception cref="BadInputException">It does not lie on the grid.</exception>
    public static TokenSet Region(TokenGrid grid, (int First, int Last) times, (int First, int Last) rows, (int First, int Last) columns)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var name = $"region:{times.First}-{times.Last},{rows.First}-{rows.Last},{columns.First}-{columns.Last}";
        foreach (var ((first, last), length) in new[] { (times, grid.Tubelets), (rows, grid.Rows), (columns, grid.Columns) })
        {
            if (first < 0 || last < first || last >= length)
                throw new BadInputException($"{name} does not lie on the grid of {grid.Tubelets} tubelets x {grid.Rows} rows x "
                    + $"{grid.Columns} columns.", remedy: "Places count from 0.");
        }
        return new TokenSet(name,
            [.. grid.Tokens(place => Within(times, place.Tubelet) && Within(rows, place.Row) && Within(columns, place.Column))
                .Select(grid.Layout.OfPatch)]);
    }

    /// <summary>
    /// Reads <c>cls</c>, <c>patches</c>, <c>tubelet:3</c>, <c>tubelets</c>, <c>rows</c>, <c>columns</c> (each of them) or
    /// <c>region:0-15,11-12,4-9</c> (tubelets, rows, columns).
    /// </summary>
    /// <exception cref="BadInputException">The text is none of these, or lies off the grid.</exception>
    public static IEnumerable<TokenSet> Parse(string text, TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (text is "cls" or "patches")
            return [text == "cls" ? Cls(grid) : Patches(grid)];
        if (text == "tubelets")
            return Enumerable.Range(0, grid.Tubelets).Select(time => Tubelet(grid, time));
        if (text is "rows" or "columns")
            return text == "rows" ? Rows(grid) : Columns(grid);
        if (TubeletText().Match(text) is { Success: true } tubelet)
            return [Region(grid, (Number(tubelet, 1), Number(tubelet, 1)), (0, grid.Rows - 1), (0, grid.Columns - 1)) with { Name = text }];
        if (RegionText().Match(text) is { Success: true } box)
            return [Region(grid, (Number(box, 1), Number(box, 2)), (Number(box, 3), Number(box, 4)), (Number(box, 5), Number(box, 6)))];
        throw new BadInputException($"\"{text}\" names no tokens.",
            remedy: "Write cls, patches, tubelets, rows, columns, tubelet:3 or region:0-15,11-12,4-9 (tubelets, rows, columns).");
    }

    private static bool Within((int First, int Last) range, int place) => range.First <= place && place <= range.Last;

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^tubelet:([0-9]{1,6})\z")]
    private static partial Regex TubeletText();

    [GeneratedRegex(@"^region:([0-9]{1,6})-([0-9]{1,6}),([0-9]{1,6})-([0-9]{1,6}),([0-9]{1,6})-([0-9]{1,6})\z")]
    private static partial Regex RegionText();
}
