namespace Claims.Measurements.Tokens;

/// <summary>
/// From patch tokens (counted without special ones) to the blocks of pixels that they stand for: frame, first pixel row, first pixel
/// column; ascending, each once.
/// </summary>
public delegate IReadOnlyList<(int Frame, int Row, int Column)> PixelBlocks(IEnumerable<int> tokens);
