using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Claims.Checkpoints.Pickles;

/// <summary>
/// Reads a pickle's bytes from a range of a file. No length that the pickle claims is believed before it was
/// compared with the bytes that are left.
/// </summary>
internal sealed class PickleInput
{
    // data.pkl of a model with 200 tensors has 40 kB; names are the only strings.
    private const long LongestPickle = 32 << 20;
    private const int LongestString = 1 << 20;
    private const int LongestLine = 1024;
    private readonly FileBytes file;
    private readonly long end;
    private readonly byte[] buffer = new byte[64 << 10];
    private long next; // first byte in the file that is not in the buffer yet
    private int at, filled;
    private long limit;

    public PickleInput(FileBytes file, long start, long end)
    {
        this.file = file;
        this.end = end;
        next = start;
        Restart();
    }

    public string Path => file.Path;

    /// <summary>Where the next byte lies in the file.</summary>
    public long Position => next - filled + at;

    public long Left => end - Position;

    /// <summary>Lets another pickle begin here, with the full allowance of bytes.</summary>
    public void Restart() => limit = Position + LongestPickle;

    public byte ReadByte()
    {
        if (at == filled)
            Refill();
        return buffer[at++];
    }

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(stackalloc byte[2]));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(stackalloc byte[4]));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(stackalloc byte[4]));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(stackalloc byte[8]));

    public double ReadDoubleBigEndian() => BinaryPrimitives.ReadDoubleBigEndian(Take(stackalloc byte[8]));

    public byte[] ReadBytes(ulong length)
    {
        if (length > (ulong)Left)
            throw Fault(PickleFault.Truncated, $"a string of {length} bytes is claimed where {Left} are left.");
        if (length > LongestString)
            throw Fault(PickleFault.TooLarge, $"a string of {length} bytes.");
        var bytes = new byte[(int)length];
        Take(bytes);
        return bytes;
    }

    public string ReadString(ulong length) => Decode(ReadBytes(length));

    /// <summary>An integer of <paramref name="length"/> bytes, two's complement: a long where it fits.</summary>
    public object ReadInteger(int length)
    {
        if (length is < 0 or > 255)
            throw Fault(PickleFault.BadInteger, $"an integer of {length} bytes.");
        var value = new BigInteger(ReadBytes((ulong)length));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    /// <summary>Text up to a line feed: a module's or a class's name.</summary>
    public string ReadLine()
    {
        var line = new List<byte>();
        for (var b = ReadByte(); b != '\n'; b = ReadByte())
        {
            if (line.Count == LongestLine)
                throw Fault(PickleFault.TooLarge, $"a name of more than {LongestLine} bytes.");
            line.Add(b);
        }

        return Decode([.. line]);
    }

    public PickleException Fault(PickleFault fault, string what, string? asked = null) =>
        new(fault, $"{what} (pickle, byte {Position})", file.Path, asked);

    private string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fault(PickleFault.NotUtf8, "a string is not UTF-8.");
        }
    }

    private Span<byte> Take(Span<byte> destination)
    {
        for (var rest = destination; rest.Length > 0;)
        {
            if (at == filled)
                Refill();
            var part = Math.Min(rest.Length, filled - at);
            buffer.AsSpan(at, part).CopyTo(rest);
            at += part;
            rest = rest[part..];
        }

        return destination;
    }

    private void Refill()
    {
        if (next >= end)
            throw Fault(PickleFault.Truncated, "the pickle ends before its STOP.");
        if (next >= limit)
            throw Fault(PickleFault.TooLarge, $"a pickle of more than {LongestPickle >> 20} MiB.");
        filled = (int)Math.Min(buffer.Length, Math.Min(end, limit) - next);
        file.Read(next, buffer.AsSpan(0, filled));
        next += filled;
        at = 0;
    }
}
