using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Claims.Checkpoints.Numpy;

/// <summary>
/// An array of <c>np.save</c> (format versions 1 to 3). Its own reader: the libraries that there are hold a whole array in memory, and
/// the format is one line of text before the values. Object arrays are pickles, and refused unread.
/// </summary>
internal sealed partial class NumpyFile : WeightFile
{
    /// <summary>The array's name among tensors: a file holds one.</summary>
    public const string Array = "array";

    // numpy writes 118 or 246 bytes.
    private const int LongestHeader = 64 << 10;
    private const string Remedy = "Save it with `np.save(\"FILE.npy\", np.ascontiguousarray(frames))`, uint8 or float32.";

    private readonly FileBytes _bytes;
    private readonly long _start;

    private NumpyFile(FileBytes bytes, TensorInfo array, long start)
        : base(bytes.Path, new Dictionary<string, TensorInfo> { [Array] = array }) => (_bytes, _start) = (bytes, start);

    /// <summary>Opens a file and reads what it says of its array.</summary>
    /// <exception cref="CheckpointException">It is no array, damaged, or of elements that are no numbers.</exception>
    public static NumpyFile Open(string path)
    {
        var bytes = FileBytes.Open(path);
        try
        {
            var (text, start) = Header(bytes);
            return new NumpyFile(bytes, Describe(text, bytes.Length - start, path), start);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    private protected override void Fill(TensorInfo tensor, long first, Span<byte> destination) =>
        _bytes.Read(_start + first * tensor.Dtype.Size(), destination);

    /// <inheritdoc/>
    private protected override CheckpointException NotBoolean(TensorInfo tensor) =>
        new("holds a boolean that is neither 0 nor 1.", Path);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _bytes.Dispose();

    // "\x93NUMPY", two bytes of version, the length of what follows in two bytes (version 1) or four, and that.
    private static (string Text, long Start) Header(FileBytes bytes)
    {
        Span<byte> head = stackalloc byte[12];
        head = head[..(int)Math.Min(head.Length, bytes.Length)];
        bytes.Read(0, head);
        if (head.Length < 10 || !head[..6].SequenceEqual(Magic))
            throw new CheckpointException("is no array of np.save.", bytes.Path, Remedy);
        if (head[6] is 0 or > 3 || head[7] != 0)
            throw new CheckpointException($"is of version {head[6]}.{head[7]} of numpy's format; known are 1.0 to 3.0.", bytes.Path,
                Remedy);
        var at = head[6] == 1 ? 10 : 12;
        var length = head[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(head[8..])
            : head.Length == 12 ? BinaryPrimitives.ReadUInt32LittleEndian(head[8..]) : uint.MaxValue;
        if (length > LongestHeader || at + length > bytes.Length)
            throw new CheckpointException("ends within its header.", bytes.Path, Remedy);
        var text = new byte[length];
        bytes.Read(at, text);
        return (Encoding.Latin1.GetString(text), at + length);
    }

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private static TensorInfo Describe(string header, long left, string path)
    {
        if (Form().Match(header) is not { Success: true } match)
            throw new CheckpointException("has a header that numpy does not write, or elements with fields of their own.", path, Remedy);
        var (type, fortran, sizes) = (match.Groups[1].Value, match.Groups[2].Value == "True", match.Groups[3].Value);
        if (type is "|O" or "O")
            throw new CheckpointException("is an array of Python objects; nothing of them is run.", path, Remedy);
        if (Dtype(type) is not { } dtype)
            throw new CheckpointException($"has elements of type {Quoting.Quote(type)}.", path, Remedy);
        var shape = sizes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(size => long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        if (shape.Length > ElementTypes.MostDimensions || shape.Contains(-1) || ElementTypes.Count(shape, dtype.Size()) is not { } elements)
            throw new CheckpointException($"has the impossible shape {Quoting.Quote($"({sizes})")}.", path, Remedy);
        if (fortran && shape.Count(size => size > 1) > 1)
            throw new CheckpointException("is in Fortran order.", path, Remedy);
        return elements * dtype.Size() == left ? new(Array, dtype, shape) : throw new CheckpointException(
            $"holds {left} bytes of values for {Quoting.Shape(shape)} of {dtype.Name()}, which take {elements * dtype.Size()}.", path,
            Remedy);
    }

    private static ScalarType? Dtype(string type) => type switch
    {
        "|u1" => ScalarType.Byte,
        "|i1" => ScalarType.Int8,
        "|b1" => ScalarType.Bool,
        "<i2" => ScalarType.Int16,
        "<i4" => ScalarType.Int32,
        "<i8" => ScalarType.Int64,
        "<f2" => ScalarType.Float16,
        "<f4" => ScalarType.Float32,
        "<f8" => ScalarType.Float64,
        _ => null,
    };

    // {'descr': '|u1', 'fortran_order': False, 'shape': (8, 64, 64, 3), } and spaces to a line's end: as numpy writes it.
    [GeneratedRegex(@"^\{'descr': '([^']{1,32})', 'fortran_order': (True|False), 'shape': \(([0-9, ]*)\), ?\} *\n?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
