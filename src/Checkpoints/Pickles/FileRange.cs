namespace Claims.Checkpoints.Pickles;

/// <summary>
/// A part of a file of which many small pieces are read, in any order; offsets count from its start. Kept in memory where pieces are too
/// small to be asked for one by one: a transposed matrix is read an element at a time.
/// </summary>
internal readonly struct FileRange
{
    // Bytes of a piece from which on asking the system costs less than the copy.
    private const int Large = 4096;

    private readonly FileBytes _file;
    private readonly long _start;
    private readonly byte[]? _kept;

    /// <param name="file">The file.</param>
    /// <param name="start">Where the range begins.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="piece">Bytes of the pieces that will be read.</param>
    public FileRange(FileBytes file, long start, long length, long piece)
    {
        (_file, _start) = (file, start);
        if (piece >= Large || length > WeightFile.LargestSpan)
            return;
        _kept = new byte[length];
        file.Read(start, _kept);
    }

    public void Read(long offset, Span<byte> destination)
    {
        if (_kept is null)
            _file.Read(_start + offset, destination);
        else
            _kept.AsSpan((int)offset, destination.Length).CopyTo(destination);
    }
}
