using System.Buffers.Binary;
using Claims.Common;

namespace Claims.Video.Decoding;

/// <summary>
/// Whether a file ends before its own structure says so, for containers that ffmpeg reads to the last byte there is without
/// a word: what is missing may be no more than an index, and may be the frames that somebody meant to send.
/// </summary>
internal static class CutFile
{
    /// <param name="path">The file.</param>
    /// <param name="format">Its container, by ffmpeg's name.</param>
    public static bool IsCut(string path, string? format)
    {
        using var stream = RegularFile.Open(path);
        return format switch
        {
            "gif" => !EndsAsGif(stream),
            "avi" => EndsBeforeRiff(stream),
            not null when format.StartsWith("mov,mp4", StringComparison.Ordinal) => EndsBeforeBox(stream),
            _ => false,
        };
    }

    // A semicolon, and some writers pad with zeros.
    private static bool EndsAsGif(FileStream stream)
    {
        for (var at = 1; at <= Math.Min(stream.Length, 1024); at++)
        {
            stream.Seek(-at, SeekOrigin.End);
            if (stream.ReadByte() is var last and not 0)
                return last == ';';
        }

        return false;
    }

    // "RIFF", then the length of what follows; 0 or all ones where the writer could not go back to fill it in.
    private static bool EndsBeforeRiff(FileStream stream)
    {
        Span<byte> header = stackalloc byte[8];
        if (stream.ReadAtLeast(header, 8, throwOnEndOfStream: false) < 8)
            return true;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return length is not 0 and not uint.MaxValue && 8L + length > stream.Length;
    }

    // Boxes one after the other: a 32-bit length and a name; length 1 means that 64 bits follow, 0 the rest of the file.
    private static bool EndsBeforeBox(FileStream stream)
    {
        Span<byte> header = stackalloc byte[16];
        for (long at = 0; at < stream.Length;)
        {
            stream.Position = at;
            var read = stream.ReadAtLeast(header, 8, throwOnEndOfStream: false);
            if (read < 8)
                return true;
            ulong length = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (length == 0)
                return false;
            if (length == 1)
                length = read == 16 ? BinaryPrimitives.ReadUInt64BigEndian(header[8..]) : ulong.MaxValue;
            if (length < 8 || length > (ulong)(stream.Length - at))
                return true;
            at += (long)length;
        }

        return false;
    }
}
