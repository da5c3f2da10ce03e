using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Tokens;

/// <summary>
/// Where patch tokens lie, and their pixels. Patch tokens count without special ones (CLS), by tubelet, then row, then
/// column; a token covers <see cref="Frames"/> frames of <see cref="PixelRows"/> x <see cref="PixelColumns"/> pixels.
/// </summary>
/// <param name="Tubelets">Tokens along time.</param>
/// <param name="Rows">Tokens from top to bottom.</param>
/// <param name="Columns">Tokens from left to right.</param>
/// <param name="Frames">Frames of a token.</param>
/// <param name="PixelRows">Pixel rows of a token.</param>
/// <param name="PixelColumns">Pixel columns of a token.</param>
public sealed record TokenGrid(int Tubelets, int Rows, int Columns, int Frames, int PixelRows, int PixelColumns)
{
    /// <summary>The grid of a model's tokens.</summary>
    public static TokenGrid Of(VideoModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model.Shape);
    }

    /// <summary>The grid of the tokens of a model of this shape.</summary>
    public static TokenGrid Of(ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var ((t, h, w), tubelet) = (shape.Tokens.Grid, shape.Clip.Tubelet);
        return new TokenGrid(t, h, w, tubelet.Time, tubelet.Height, tubelet.Width) { Layout = shape.Tokens };
    }

    /// <summary>Where in the stream the tokens are: with a class token first, where nothing else is said.</summary>
    public TokenLayout Layout { get => field ?? TokenLayout.ClassFirst((Tubelets, Rows, Columns)); init; }

    /// <summary>Patch tokens: tubelets x rows x columns.</summary>
    public int Count => Tubelets * Rows * Columns;

    /// <summary>Tubelet, row and column.</summary>
    public Axis[] Axes => [Axis.Counting("tubelet", Tubelets), Axis.Counting("row", Rows), Axis.Counting("column", Columns)];

    /// <summary>A share of the tokens, rounded down: 313 of 3136 for 0.1.</summary>
    public int Share(double share) => (int)Math.Floor(share * Count);

    /// <exception cref="ArgumentException">The model has other tokens.</exception>
    internal void MustFit(VideoModel model)
    {
        if (model.Shape.Tokens.Grid != (Tubelets, Rows, Columns))
            throw new ArgumentException($"{Tubelets} x {Rows} x {Columns} tokens are not the model's: it has {model.Shape.Tokens}.");
    }

    /// <summary>Tubelet, row and column of a patch token.</summary>
    public (int Tubelet, int Row, int Column) Place(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, Count);
        return (token / (Rows * Columns), token / Columns % Rows, token % Columns);
    }

    /// <summary>The patch tokens whose place fits.</summary>
    public int[] Tokens(Func<(int Tubelet, int Row, int Column), bool> fits) =>
        [.. Enumerable.Range(0, Count).Where(token => fits(Place(token)))];

    /// <summary>
    /// The blocks of pixels that patch tokens stand for: frame, first pixel row, first pixel column; ascending, each once.
    /// </summary>
    public IReadOnlyList<(int Frame, int Row, int Column)> Blocks(IEnumerable<int> tokens) =>
        [.. tokens.SelectMany(token =>
        {
            var (tubelet, row, column) = Place(token);
            return Enumerable.Range(tubelet * Frames, Frames).Select(frame => (frame, row * PixelRows, column * PixelColumns));
        }).Distinct().Order()];

    /// <summary>
    /// Every token's pixels side by side: [B, T, C, H, W] to [B, tokens, frames·C·rows·columns]. Pixels that fill no token are left out.
    /// </summary>
    /// <exception cref="BadInputException">The clips are smaller than the grid, or none.</exception>
    public Tensor PerToken(Tensor clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var (t, h, w) = (Tubelets * Frames, Rows * PixelRows, Columns * PixelColumns);
        if (clips.dim() != 5 || clips.shape[1] < t || clips.shape[3] < h || clips.shape[4] < w)
            throw new BadInputException($"Clips are [clips, {t}, channels, {h}, {w}] or more; this is [{string.Join(", ", clips.shape)}].");
        using var scope = NewDisposeScope();
        var (b, c) = (clips.shape[0], clips.shape[2]);
        return clips.narrow(1, 0, t).narrow(3, 0, h).narrow(4, 0, w)
            .reshape([b, Tubelets, Frames, c, Rows, PixelRows, Columns, PixelColumns])
            .permute(0, 1, 4, 6, 2, 3, 5, 7)
            .reshape([b, Count, Frames * c * PixelRows * PixelColumns]).MoveToOuterDisposeScope();
    }
}
