using System.Text;

namespace Claims.Tests.Checkpoints;

/// <summary>Zip archives of stored records, put together by hand so that each field can be made to lie.</summary>
internal sealed class ZipBytes
{
    private readonly MemoryStream data = new();
    private readonly MemoryStream directory = new();
    private int count;

    /// <summary>A comment after the end record.</summary>
    public byte[] Comment { get; init; } = [];

    /// <summary>Whether sizes are given in 64-bit fields, as for files beyond 4 GB.</summary>
    public bool Wide { get; init; }

    public static ZipBytes Checkpoint(byte[] pickle, params (string Key, byte[] Bytes)[] storages)
    {
        var zip = new ZipBytes().Add("archive/data.pkl", pickle);
        foreach (var (key, bytes) in storages)
            zip.Add($"archive/data/{key}", bytes);
        return zip.Add("archive/version", "3\n"u8.ToArray());
    }

    public ZipBytes Add(string name, byte[] bytes, string? localName = null, uint? crc = null, long? offset = null, int flags = 0)
    {
        var (rawName, rawLocal) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(localName ?? name));
        var start = offset ?? data.Length;
        var checksum = crc ?? Crc(bytes);
        var local = new BinaryWriter(data);
        local.Write(0x04034b50);
        Common(local, flags, checksum, bytes.Length);
        local.Write((short)rawLocal.Length);
        local.Write((short)0);
        local.Write(rawLocal);
        local.Write(bytes);

        var entry = new BinaryWriter(directory);
        entry.Write(0x02014b50);
        entry.Write((short)20);
        Common(entry, flags, checksum, Wide ? -1 : bytes.Length);
        entry.Write((short)rawName.Length);
        entry.Write((short)(Wide ? 28 : 0));
        entry.Write(new byte[10]); // comment length, disk, attributes
        entry.Write(Wide ? -1 : (int)start);
        entry.Write(rawName);
        if (Wide)
        {
            entry.Write((short)1);
            entry.Write((short)24);
            entry.Write((long)bytes.Length);
            entry.Write((long)bytes.Length);
            entry.Write(start);
        }

        count++;
        return this;
    }

    public byte[] Done(int? claimedCount = null)
    {
        using var file = new MemoryStream();
        var end = new BinaryWriter(file);
        end.Write(data.ToArray());
        end.Write(directory.ToArray());
        if (Wide)
            WriteWideEnd(end, file.Length);
        end.Write(0x06054b50);
        end.Write(0);
        end.Write(Wide ? (short)-1 : (short)(claimedCount ?? count));
        end.Write(Wide ? (short)-1 : (short)(claimedCount ?? count));
        end.Write(Wide ? -1 : (int)directory.Length);
        end.Write(Wide ? -1 : (int)data.Length);
        end.Write((short)Comment.Length);
        end.Write(Comment);
        return file.ToArray();
    }

    /// <summary>Bit by bit, as the definition says.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }

    private static void Common(BinaryWriter writer, int flags, uint crc, int size)
    {
        writer.Write((short)20);
        writer.Write((short)flags);
        writer.Write(0); // method 0: stored; time
        writer.Write((short)0x21);
        writer.Write(crc);
        writer.Write(size);
        writer.Write(size);
    }

    private void WriteWideEnd(BinaryWriter end, long position)
    {
        end.Write(0x06064b50);
        end.Write(44L);
        end.Write(45 | 45 << 16);
        end.Write(0L); // disks
        end.Write((long)count);
        end.Write((long)count);
        end.Write(directory.Length);
        end.Write(data.Length);
        end.Write(0x07064b50);
        end.Write(0);
        end.Write(position);
        end.Write(1);
    }
}
