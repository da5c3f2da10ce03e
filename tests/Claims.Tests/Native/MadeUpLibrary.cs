using System.Buffers.Binary;
using System.Text;
using Claims.Common.Native;

namespace Claims.Tests.Native;

/// <summary>
/// A library of a few hundred bytes, as far as <see cref="ElfVersionNeed"/> reads one: header, one loaded segment, the dynamic
/// section, names, two symbols with their versions, relocations, and needs of libstdc++.
/// </summary>
internal sealed class MadeUpLibrary
{
    private const int Address = 0x1000, Names = 0xB0, Symbols = 0x120, Versions = 0x170, Needs = 0x180, Relocations = 0x1E0,
        Dynamic = 0x240;

    private readonly List<byte> _names = [0];

    public string Needed { get; init; } = "GLIBCXX_3.4.32";

    /// <summary>Which of the two symbols the relocation uses: 1 is of an older version, 2 of the needed one.</summary>
    public int Relocated { get; init; } = 1;

    /// <summary>Whether the relocation is one of the procedure linkage table.</summary>
    public bool InCalls { get; init; }

    /// <summary>DT_REL in place of DT_RELA.</summary>
    public bool PlainRelocations { get; init; }

    /// <summary>Where the needed version's flags are.</summary>
    public const int FlagsAt = Needs + 16 + 16 + 4;

    public byte[] Bytes()
    {
        var file = new byte[0x340];
        "\u007fELF"u8.CopyTo(file);
        (file[4], file[5], file[6]) = (2, 1, 1);
        Put16(0x10, 3);
        Put16(0x12, 62);
        Put64(0x20, 0x40);
        Put16(0x36, 56);
        Put16(0x38, 2);
        Segment(0x40, type: 1, offset: 0, address: Address, size: file.Length);
        Segment(0x78, type: 2, offset: Dynamic, address: Address + Dynamic, size: 0x100);

        var (older, newer, used, unused, library) =
            (Name("GLIBCXX_3.4.30"), Name(Needed), Name("_ZNSt4wait"), Name("_ZSt21ios_base_library_initv"), Name("libstdc++.so.6"));
        Put32(Symbols + 24, used);
        Put32(Symbols + 48, unused);
        Put16(Versions + 2, 2);
        Put16(Versions + 4, 3);

        // One library, two versions: vn_version, vn_cnt, vn_file, vn_aux, vn_next; vna_hash, vna_flags, vna_other, vna_name, vna_next.
        Put16(Needs, 1);
        Put16(Needs + 2, 2);
        Put32(Needs + 4, library);
        Put32(Needs + 8, 16);
        Put16(Needs + 16 + 6, 2);
        Put32(Needs + 16 + 8, older);
        Put32(Needs + 16 + 12, 16);
        Put16(Needs + 32 + 6, 3);
        Put32(Needs + 32 + 8, newer);

        // r_offset, r_info (symbol in the upper half), r_addend.
        Put64(Relocations + 8, (ulong)Relocated << 32 | 7);
        Put64(Relocations + 24 + 8, 8); // relative: no symbol
        (long Tag, long Value)[] entries =
        [
            (5, Address + Names), (6, Address + Symbols), (0x6ffffff0, Address + Versions), (0x6ffffffe, Address + Needs), (0x6fffffff, 1),
            .. PlainRelocations ? [(17, Address + Relocations)]
                : InCalls ? [(23, Address + Relocations), (2, 48), (20, 7)]
                : new (long, long)[] { (7, Address + Relocations), (8, 48) },
            (0, 0),
        ];
        foreach (var (i, (tag, value)) in entries.Index())
        {
            Put64(Dynamic + 16 * i, (ulong)tag);
            Put64(Dynamic + 16 * i + 8, (ulong)value);
        }
        _names.ToArray().CopyTo(file, Names);
        return file;

        void Segment(int at, uint type, ulong offset, ulong address, int size)
        {
            Put32(at, type);
            Put64(at + 8, offset);
            Put64(at + 16, address);
            Put64(at + 32, (ulong)size);
        }

        void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
        void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        void Put64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);
    }

    private uint Name(string text)
    {
        var at = (uint)_names.Count;
        _names.AddRange(Encoding.ASCII.GetBytes(text + "\0"));
        return at;
    }
}
