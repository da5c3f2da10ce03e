using System.Text;

namespace Claims.Tests.Checkpoints;

/// <summary>Zip archives of stored records, put together by hand so that each field can be made to lie.</summary>
internal sealed class ZipBytes
{
    private const short Version = 20, Stored = 0, Date = 0x21;
    private readonly List<byte> data = [];
    private readonly List<byte> directory = [];
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
        var start = offset ?? data.Count;
        var checksum = crc ?? Crc(bytes);
        var size = Wide ? -1 : bytes.Length;
        byte[] wide = Wide ? Pack((short)1, (short)24, (long)bytes.Length, (long)bytes.Length, start) : [];
        data.AddRange(Pack(0x04034b50, Version, (short)flags, Stored, (short)0, Date, checksum, bytes.Length, bytes.Length,
            (short)rawLocal.Length, (short)0, rawLocal, bytes));
        directory.AddRange(Pack(0x02014b50, Version, Version, (short)flags, Stored, (short)0, Date, checksum, size, size,
            (short)rawName.Length, (short)wide.Length, new byte[10], Wide ? -1 : (int)start, rawName, wide));
        count++;
        return this;
    }

    public byte[] Done(int? claimedCount = null)
    {
        long end64 = data.Count + directory.Count;
        byte[] wide = !Wide ? []
            : Pack(0x06064b50, 44L, 45 | 45 << 16, 0L, (long)count, (long)count, (long)directory.Count, (long)data.Count,
            0x07064b50, 0, end64, 1);
        var claimed = Wide ? (short)-1 : (short)(claimedCount ?? count);
        return
        [
            .. data, .. directory, .. wide,
            .. Pack(0x06054b50, 0, claimed, claimed, Wide ? -1 : directory.Count, Wide ? -1 : data.Count, (short)Comment.Length, Comment),
        ];
    }

    private static byte[] Pack(params object[] fields)
    {
        using var bytes = new MemoryStream();
        foreach (var field in fields)
        {
            bytes.Write(field switch
            {
                short value => BitConverter.GetBytes(value),
                int value => BitConverter.GetBytes(value),
                uint value => BitConverter.GetBytes(value),
                long value => BitConverter.GetBytes(value),
                _ => (byte[])field,
            });
        }

        return bytes.ToArray();
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
}
