using Claims.Measurements.Tokens;

namespace Claims.Papers.AttentionGathers.AsPublished;

/// <summary>The pixels that section 4.3 takes out for a token.</summary>
public static class PublishedPixels
{
    /// <summary>A token's tubelet index is taken for a frame index: one frame per token, and mostly a wrong one.</summary>
    public static PixelBlocks Blocks(TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return tokens => [.. tokens.Select(token =>
        {
            var (tubelet, row, column) = grid.Place(token);
            return (tubelet, row * grid.PixelRows, column * grid.PixelColumns);
        }).Distinct().Order()];
    }
}
