using System.Buffers.Binary;
using System.Text;

namespace Claims.Common.Native;

/// <summary>What a dynamic section's entries are, as far as versions and relocations go (DT_…).</summary>
internal enum DynamicTag : long
{
    /// <summary>No further entry.</summary>
    End = 0,

    /// <summary>Bytes of <see cref="Calls"/>.</summary>
    CallsSize = 2,

    /// <summary>Names.</summary>
    Names = 5,

    /// <summary>Symbols, 24 bytes each.</summary>
    Symbols = 6,

    /// <summary>Relocations with addends, 24 bytes each.</summary>
    Relocations = 7,

    /// <summary>Bytes of <see cref="Relocations"/>.</summary>
    RelocationsSize = 8,

    /// <summary>Relocations without addends: x86-64 has none.</summary>
    PlainRelocations = 17,

    /// <summary>Which kind <see cref="Calls"/> are.</summary>
    CallsKind = 20,

    /// <summary>Relocations of the procedure linkage table.</summary>
    Calls = 23,

    /// <summary>The version of each symbol, 16 bits each.</summary>
    SymbolVersions = 0x6ffffff0,

    /// <summary>The versions of other libraries that are needed.</summary>
    VersionNeeds = 0x6ffffffe,

    /// <summary>Of how many libraries.</summary>
    VersionNeedCount = 0x6fffffff,
}

/// <summary>The dynamic section of an ELF file: where its tables lie. Every read is checked against the file's length.</summary>
internal sealed class ElfDynamic
{
    private const int Loaded = 1, Dynamic = 2, X64 = 62, SegmentSize = 56;

    private readonly byte[] _file;
    private readonly List<(ulong Address, ulong Offset, ulong Size)> _segments = [];
    private readonly Dictionary<DynamicTag, ulong> _entries = [];

    /// <exception cref="ElfException">Not an x86-64 library, or with relocations of another kind.</exception>
    /// <exception cref="ArgumentException">A table lies outside of the file.</exception>
    public ElfDynamic(byte[] file)
    {
        _file = file;
        if (file.Length < 64 || !file.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
            throw new ElfException("it is no ELF file");
        if (file[4] != 2 || file[5] != 1 || UInt16(18) != X64)
            throw new ElfException("it is not for 64-bit x86");
        var at = checked((int)UInt64(32));
        for (int segment = 0, count = UInt16(56); segment < count; segment++, at += SegmentSize)
        {
            if (UInt32(at) == Loaded)
                _segments.Add((UInt64(at + 16), UInt64(at + 8), UInt64(at + 32)));
            if (UInt32(at) == Dynamic)
                ReadEntries(checked((int)UInt64(at + 8)), checked((int)UInt64(at + 32)));
        }
        if (_entries.ContainsKey(DynamicTag.PlainRelocations) || Value(DynamicTag.CallsKind) is not (0 or (ulong)DynamicTag.Relocations))
            throw new ElfException("it has relocations of another kind");
    }

    /// <summary>The value of an entry; 0 where there is none.</summary>
    public ulong Value(DynamicTag tag) => _entries.GetValueOrDefault(tag);

    /// <summary>Where in the file the table lies that an entry points to.</summary>
    public int Offset(DynamicTag tag)
    {
        if (!_entries.TryGetValue(tag, out var address))
            throw new ElfException($"it has no table {tag}");
        var (start, offset, _) =
            _segments.FirstOrDefault(segment => address >= segment.Address && address - segment.Address < segment.Size);
        return checked((int)(address - start + offset));
    }

    /// <summary>A name, of the table of names.</summary>
    public string Text(uint at)
    {
        var from = _file.AsSpan(checked(Offset(DynamicTag.Names) + (int)at));
        return Encoding.ASCII.GetString(from[..from.IndexOf((byte)0)]);
    }

    /// <summary>16 bits at an offset.</summary>
    public ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at, 2));

    /// <summary>32 bits at an offset.</summary>
    public uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at, 4));

    private ulong UInt64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_file.AsSpan(at, 8));

    private void ReadEntries(int from, int size)
    {
        for (var at = from; at < from + size; at += 16)
        {
            var tag = (DynamicTag)UInt64(at);
            if (tag == DynamicTag.End)
                return;
            _entries[tag] = UInt64(at + 8);
        }
    }
}
