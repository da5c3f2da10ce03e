using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>Binary PPM pictures one after the other: a size and plain RGB, which is all that is needed from a decoder's pipe.</summary>
internal sealed class PpmReader(Stream stream) : IDisposable
{
    /// <summary>More than 8K video has; a damaged header may claim anything.</summary>
    public const int MostPixels = 40_000_000;

    private readonly BufferedStream _stream = new(stream, 1 << 16);
    private byte[] _rgb = [];

    /// <summary>Size of the picture read last.</summary>
    public FrameSize Size { get; private set; }

    /// <summary>Pixels of the picture read last: [height, width, 3].</summary>
    public ReadOnlySpan<byte> Rgb => _rgb.AsSpan(0, Size.Height * Size.Width * 3);

    /// <summary>Reads the next picture.</summary>
    /// <returns>False at the end of the stream, also in the middle of a picture.</returns>
    public bool Read()
    {
        if (_stream.ReadByte() != 'P' || _stream.ReadByte() != '6')
            return false;
        _stream.ReadByte();
        var (width, height, depth) = (Number(), Number(), Number());
        if (width is null or 0 || height is null or 0 || depth != 255 || (long)width * height > MostPixels)
            return false;
        Size = new(height.Value, width.Value);
        var length = Size.Height * Size.Width * 3;
        if (_rgb.Length < length)
            _rgb = new byte[length];
        return _stream.ReadAtLeast(_rgb.AsSpan(0, length), length, throwOnEndOfStream: false) == length;
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();

    // Decimal digits and the one white space after them.
    private int? Number()
    {
        var number = 0;
        for (var digits = 0; digits < 9; digits++)
        {
            switch (_stream.ReadByte())
            {
                case >= '0' and <= '9' and var digit:
                    number = number * 10 + digit - '0';
                    break;
                case ' ' or '\n':
                    return number;
                default:
                    return null;
            }
        }

        return null;
    }
}
