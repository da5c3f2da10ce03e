using Claims.Model;

namespace Claims.Measurements;

/// <summary>Where patch tokens lie: token 0 is CLS, then time, row, column, the column varying fastest.</summary>
/// <param name="Time">Tubelets.</param>
/// <param name="Height">Rows of patches.</param>
/// <param name="Width">Columns of patches.</param>
public sealed record TokenGrid(int Time, int Height, int Width)
{
    /// <summary>The grid of a ViViT.</summary>
    public static TokenGrid Of(Vivit vivit)
    {
        ArgumentNullException.ThrowIfNull(vivit);
        return new TokenGrid(vivit.Config.Grid.Time, vivit.Config.Grid.Height, vivit.Config.Grid.Width);
    }

    /// <summary>CLS and every patch.</summary>
    public int Tokens => 1 + Time * Height * Width;

    /// <summary>The token of a patch.</summary>
    public int Token(int time, int row, int column) => 1 + (time * Height + row) * Width + column;
}
