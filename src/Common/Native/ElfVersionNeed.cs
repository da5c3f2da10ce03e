using System.Buffers.Binary;

namespace Claims.Common.Native;

/// <summary>
/// A version of another library that an ELF file (64 bits, little-endian, x86-64) asks for, found by what the loader itself reads: the
/// dynamic
/// section. Layout: System V gABI, "Dynamic section"; Linux Standard Base, "Symbol versioning".
/// </summary>
/// <param name="Name">For instance GLIBCXX_3.4.32.</param>
/// <param name="FlagsAt">Where in the file its flags (vna_flags, 16 bits) are.</param>
/// <param name="Index">What .gnu.version has for the symbols of this version.</param>
internal sealed record ElfVersionNeed(string Name, int FlagsAt, int Index)
{
    /// <summary>VER_FLG_WEAK: the loader warns of nothing and goes on where the version is not there.</summary>
    public const ushort Weak = 2;

    private const int RelocationSize = 24, VersionMask = 0x7fff;

    /// <summary>The file with one need made weak.</summary>
    /// <param name="file">The whole library.</param>
    /// <param name="name">The version that this system lacks.</param>
    /// <exception cref="ElfException">It is not such a file, does not need the version, or a relocation uses a symbol of it.</exception>
    public static byte[] MadeWeak(byte[] file, string name)
    {
        try
        {
            var elf = new ElfDynamic(file);
            var need = All(elf).FirstOrDefault(need => need.Name == name) ?? throw new ElfException($"it does not ask for {name}");
            if (Uses(elf, need.Index) is { } symbol)
                throw new ElfException($"it uses {symbol} of {name}");
            var mended = (byte[])file.Clone();
            var flags = mended.AsSpan(need.FlagsAt, 2);
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
            return mended;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new ElfException("the file is cut short or damaged");
        }
    }

    private static IEnumerable<ElfVersionNeed> All(ElfDynamic elf)
    {
        var library = elf.Offset(DynamicTag.VersionNeeds);
        for (var left = elf.Value(DynamicTag.VersionNeedCount); left > 0; left--)
        {
            var need = checked(library + (int)elf.UInt32(library + 8));
            for (var count = elf.UInt16(library + 2); count > 0; count--)
            {
                yield return new(elf.Text(elf.UInt32(need + 8)), need + 4, elf.UInt16(need + 6) & VersionMask);
                need = checked(need + (int)elf.UInt32(need + 12));
            }
            if (elf.UInt32(library + 12) is not (> 0 and var next))
                yield break;
            library = checked(library + (int)next);
        }
    }

    // The first symbol of this version that anything is bound to, if any.
    private static string? Uses(ElfDynamic elf, int version)
    {
        var (symbols, versions) = (elf.Offset(DynamicTag.Symbols), elf.Offset(DynamicTag.SymbolVersions));
        foreach (
            var (table, size) in ((DynamicTag, DynamicTag)[])[(DynamicTag.Relocations, DynamicTag.RelocationsSize),
                (DynamicTag.Calls, DynamicTag.CallsSize)])
        {
            if (elf.Value(size) == 0)
                continue;
            var at = elf.Offset(table);
            for (var end = checked(at + (int)elf.Value(size)); at < end; at += RelocationSize)
            {
                var symbol = checked((int)elf.UInt32(at + 12)); // the upper half of r_info
                if (symbol != 0 && (elf.UInt16(checked(versions + 2 * symbol)) & VersionMask) == version)
                    return elf.Text(elf.UInt32(checked(symbols + 24 * symbol)));
            }
        }
        return null;
    }
}
