using System.Buffers.Binary;
using System.Text;

namespace Claims.Checkpoints.Pickles;

/// <summary>A stored record of a zip archive.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Start">Where its bytes begin in the file.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Crc">The CRC-32 they should have.</param>
internal sealed record ZipRecord(string Name, long Start, long Length, uint Crc);

/// <summary>
/// Reads a zip archive's directory. Not System.IO.Compression's: weights need each record's place in the file, and
/// the library enforces neither unique names nor checksums nor disjoint records, and keeps a directory of any size.
/// PyTorch stores records uncompressed, so nothing is ever inflated here.
/// </summary>
internal sealed class ZipRecords
{
    private const uint LocalSignature = 0x04034b50, CentralSignature = 0x02014b50;
    private const int LocalSize = 30, CentralSize = 46;
    private const int MostRecords = 200_000;
    private const int LongestDirectory = 32 << 20;
    private const ushort Zip64Field = 1;
    private readonly FileBytes file;
    private readonly Dictionary<string, ZipRecord> records = new(StringComparer.Ordinal);
    private readonly long directoryStart;

    private ZipRecords(FileBytes file)
    {
        this.file = file;
        var (start, length, count) = ZipEnd.Find(file);
        if (count > MostRecords || length > LongestDirectory)
            throw Fault(PickleFault.ZipTooManyRecords,
                $"a directory of {count} records in {length} bytes; at most {MostRecords} are read.");
        directoryStart = start;
        var directory = new byte[length];
        file.Read(start, directory);
        var at = 0;
        for (long i = 0; i < count; i++)
            at += ReadEntry(directory.AsSpan(at));
        if (at != directory.Length)
            throw Fault(PickleFault.ZipDirectoryInvalid, $"the directory of {count} records leaves {directory.Length - at} bytes over.");
        CheckDisjoint();
    }

    /// <summary>Every record by name.</summary>
    /// <exception cref="PickleException">The archive is damaged, or not of the plain kind that PyTorch writes.</exception>
    public static IReadOnlyDictionary<string, ZipRecord> Read(FileBytes file) => new ZipRecords(file).records;

    /// <summary>Takes one entry of the directory; returns its length.</summary>
    private int ReadEntry(ReadOnlySpan<byte> entry)
    {
        if (entry.Length < CentralSize || BinaryPrimitives.ReadUInt32LittleEndian(entry) != CentralSignature)
            throw Fault(PickleFault.ZipDirectoryInvalid, "the directory ends early or holds something else.");
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
        var total = CentralSize + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        if (entry.Length < total)
            throw Fault(PickleFault.ZipDirectoryInvalid, "the directory ends within an entry.");
        var rawName = entry.Slice(CentralSize, nameLength);
        var name = Decode(rawName);
        Refuse(flags, method, name);
        var (stored, length, offset) = Sizes(entry, entry.Slice(CentralSize + nameLength, extraLength), name);
        if (stored != length)
            throw Fault(PickleFault.ZipRecordSize, $"record {Quoting.Quote(name)} is stored in {stored} bytes but has {length}.");
        var start = DataStart(offset, length, rawName, name);
        if (!records.TryAdd(name, new ZipRecord(name, start, (long)length, BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]))))
            throw Fault(PickleFault.ZipDuplicateRecord, $"two records are named {Quoting.Quote(name)}.", name);
        return total;
    }

    private void Refuse(int flags, int method, string name)
    {
        const int Encrypted = 1, StrongEncryption = 1 << 6, MaskedHeaders = 1 << 13;
        if ((flags & (Encrypted | StrongEncryption | MaskedHeaders)) != 0)
            throw Fault(PickleFault.ZipEncrypted, $"record {Quoting.Quote(name)} is encrypted.", name);
        if (method != 0)
            throw Fault(PickleFault.ZipCompressed,
                $"record {Quoting.Quote(name)} is compressed (method {method}); torch.save stores records as they are.", name);
    }

    /// <summary>Stored size, size and offset: 32 bits each, or all ones and then 64 bits in the extra field.</summary>
    private (ulong Stored, ulong Length, ulong Offset) Sizes(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra, string name)
    {
        ulong stored = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        ulong length = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        ulong offset = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        var wide = ReadOnlySpan<byte>.Empty;
        for (var rest = extra; rest.Length >= 4;)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
            if (size > rest.Length - 4)
                break;
            if (BinaryPrimitives.ReadUInt16LittleEndian(rest) == Zip64Field)
                wide = rest.Slice(4, size);
            rest = rest[(4 + size)..];
        }

        Widen(ref length, ref wide, name);
        Widen(ref stored, ref wide, name);
        Widen(ref offset, ref wide, name);
        return (stored, length, offset);
    }

    private void Widen(ref ulong value, ref ReadOnlySpan<byte> wide, string name)
    {
        if (value != uint.MaxValue)
            return;
        if (wide.Length < 8)
            throw Fault(PickleFault.ZipDirectoryInvalid, $"record {Quoting.Quote(name)} lacks its 64-bit size.");
        value = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        wide = wide[8..];
    }

    /// <summary>Checks the record's own header; the data follows its name and extra field, and ends before the directory.</summary>
    private long DataStart(ulong offset, ulong length, ReadOnlySpan<byte> rawName, string name)
    {
        if (directoryStart < LocalSize || offset > (ulong)(directoryStart - LocalSize))
            throw Fault(PickleFault.ZipRecordOffset, $"record {Quoting.Quote(name)} begins at {offset}, beyond the data.", name);
        Span<byte> local = stackalloc byte[LocalSize];
        file.Read((long)offset, local);
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != LocalSignature)
            throw Fault(PickleFault.ZipRecordOffset, $"no record begins at {offset}, where {Quoting.Quote(name)} should.", name);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(local[26..]);
        var start = (long)offset + LocalSize + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (start > directoryStart || length > (ulong)(directoryStart - start))
            throw Fault(PickleFault.ZipRecordSize, $"record {Quoting.Quote(name)} of {length} bytes leaves the data.", name);
        Span<byte> localName = new byte[nameLength];
        file.Read((long)offset + LocalSize, localName);
        if (!localName.SequenceEqual(rawName))
            throw Fault(PickleFault.ZipDirectoryInvalid, $"record {Quoting.Quote(name)} has another name at its place.", name);
        Refuse(BinaryPrimitives.ReadUInt16LittleEndian(local[6..]), BinaryPrimitives.ReadUInt16LittleEndian(local[8..]), name);
        return start;
    }

    private void CheckDisjoint()
    {
        long covered = 0;
        foreach (var record in records.Values.Where(r => r.Length > 0).OrderBy(r => r.Start))
        {
            if (record.Start < covered)
                throw Fault(PickleFault.ZipOverlap, $"record {Quoting.Quote(record.Name)} shares bytes with another.", record.Name);
            covered = record.Start + record.Length;
        }
    }

    private string Decode(ReadOnlySpan<byte> name)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(name);
        }
        catch (DecoderFallbackException)
        {
            throw Fault(PickleFault.NotUtf8, "a record's name is not UTF-8.");
        }
    }

    private PickleException Fault(PickleFault fault, string what, string? asked = null) => new(fault, what, file.Path, asked);
}
