using System.Globalization;

namespace Claims.Video.Sheets;

/// <summary>Ten digits of 3 x 5 dots: enough to number pictures where no font is to be had.</summary>
internal static class Digits
{
    public const int Height = 5;
    private const int Width = 3;

    // Rows from the top, a dot a character.
    private static readonly string[] Rows =
    [
        "### .#. ### ### #.# ### ### ### ### ###",
        "#.# ##. ..# ..# #.# #.. #.. ..# #.# #.#",
        "#.# .#. ### .## ### ### ### ..# ### ###",
        "#.# .#. #.. ..# ..# ..# #.# .#. #.# ..#",
        "### ### ### ### ..# ### ### .#. ### ###",
    ];

    /// <summary>The dots of a number, from its top left.</summary>
    public static IEnumerable<(int X, int Y)> Dots(int number) =>
        from place in number.ToString(CultureInfo.InvariantCulture).Select((digit, at) => (Digit: digit - '0', At: at))
        from y in Enumerable.Range(0, Height)
        from x in Enumerable.Range(0, Width)
        where Rows[y][place.Digit * (Width + 1) + x] == '#'
        select (place.At * (Width + 1) + x, y);
}
