using System.Buffers.Binary;

namespace Claims.Checkpoints.Pickles;

/// <summary>Finds a zip archive's directory through the record at the end of the file, of 32 or 64 bits.</summary>
internal static class ZipEnd
{
    private const uint EndSignature = 0x06054b50, LocatorSignature = 0x07064b50, End64Signature = 0x06064b50;
    private const int EndSize = 22, LocatorSize = 20, End64Size = 56;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>
    /// Where the directory begins, how long it is and how many records it lists. It lies before the end record, without a gap.
    /// </summary>
    public static (long Start, long Length, long Count) Find(FileBytes file)
    {
        var tail = new byte[Math.Min(file.Length, EndSize + LongestComment)];
        file.Read(file.Length - tail.Length, tail);
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) == EndSignature
                && BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length - EndSize)
            {
                return Read(file, file.Length - tail.Length + at, record);
            }
        }

        throw new PickleException(PickleFault.ZipDirectoryMissing, "the zip archive has no end: the file is cut, or something follows it.",
            file.Path);
    }

    private static (long Start, long Length, long Count) Read(FileBytes file, long position, ReadOnlySpan<byte> record)
    {
        ulong disk = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
        ulong count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        ulong length = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        ulong start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        Span<byte> locator = stackalloc byte[LocatorSize];
        if (position >= LocatorSize)
            file.Read(position - LocatorSize, locator);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) == LocatorSignature)
        {
            var end64 = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
            if (position < LocatorSize + End64Size || end64 > (ulong)(position - LocatorSize - End64Size))
                throw Invalid(file, "the 64-bit end record lies outside the file.");
            position = (long)end64;
            Span<byte> wide = stackalloc byte[End64Size];
            file.Read(position, wide);
            if (BinaryPrimitives.ReadUInt32LittleEndian(wide) != End64Signature)
                throw Invalid(file, "the 64-bit end record is not where it should be.");
            disk = BinaryPrimitives.ReadUInt32LittleEndian(wide[16..]);
            count = BinaryPrimitives.ReadUInt64LittleEndian(wide[32..]);
            length = BinaryPrimitives.ReadUInt64LittleEndian(wide[40..]);
            start = BinaryPrimitives.ReadUInt64LittleEndian(wide[48..]);
        }

        if (disk != 0 || start > (ulong)position || length != (ulong)position - start || count > length)
            throw Invalid(file, $"a directory of {count} records at {start}, {length} bytes long, does not end at {position}.");
        return ((long)start, (long)length, (long)count);
    }

    private static PickleException Invalid(FileBytes file, string what) => new(PickleFault.ZipDirectoryInvalid, what, file.Path);
}
