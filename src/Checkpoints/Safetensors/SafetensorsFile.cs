using System.Buffers.Binary;

namespace Claims.Checkpoints.Safetensors;

/// <summary>
/// A safetensors file: eight bytes of header length, a JSON header, the values. Every rule of the format is enforced
/// on opening: nothing overlaps, nothing is left over, nothing lies outside the file.
/// </summary>
public sealed class SafetensorsFile : WeightFile
{
    /// <summary>The format's own limit.</summary>
    private const ulong LongestHeader = 100_000_000;
    private const int LengthField = 8;
    private readonly FileBytes bytes;
    private readonly Dictionary<string, long> starts; // of each tensor's values, from the beginning of the file

    private SafetensorsFile(FileBytes bytes, Dictionary<string, TensorInfo> tensors, Dictionary<string, long> starts,
        Dictionary<string, string> metadata)
        : base(bytes.Path, tensors)
    {
        this.bytes = bytes;
        this.starts = starts;
        Metadata = metadata;
    }

    /// <summary>The free text under "__metadata__": nothing here depends on it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens and checks a file; values are read later.</summary>
    /// <exception cref="SafetensorsException">The file breaks a rule of the format.</exception>
    /// <exception cref="CheckpointException">The file cannot be opened.</exception>
    public static SafetensorsFile Open(string path)
    {
        var bytes = FileBytes.Open(path);
        try
        {
            var header = new byte[HeaderLength(bytes)];
            bytes.Read(LengthField, header);
            var (entries, metadata) = SafetensorsHeader.Parse(header, path);
            var dataStart = LengthField + header.Length;
            var tensors = Validate([.. entries.Values], bytes.Length - dataStart, path);
            return new SafetensorsFile(bytes, tensors,
                entries.ToDictionary(e => e.Key, e => dataStart + e.Value.Begin, StringComparer.Ordinal), metadata);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    private protected override void Fill(TensorInfo tensor, long first, Span<byte> destination) =>
        bytes.Read(starts[tensor.Name] + first * tensor.Dtype.Size(), destination);

    /// <inheritdoc />
    private protected override CheckpointException NotBoolean(TensorInfo tensor) => new SafetensorsException(
        SafetensorsFault.NotBoolean, $"tensor {Quoting.Quote(tensor.Name)} holds a boolean that is neither 0 nor 1.", Path);

    /// <inheritdoc />
    protected override void Dispose(bool disposing) => bytes.Dispose();

    private static int HeaderLength(FileBytes bytes)
    {
        if (bytes.Length < LengthField)
            throw new SafetensorsException(SafetensorsFault.FileTooShort, $"{bytes.Length} bytes are too few for a safetensors file.",
                bytes.Path);
        Span<byte> field = stackalloc byte[LengthField];
        bytes.Read(0, field);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(field);
        if (length == 0)
            throw new SafetensorsException(SafetensorsFault.HeaderEmpty, "the header is empty.", bytes.Path);
        if (length > LongestHeader)
            throw new SafetensorsException(SafetensorsFault.HeaderTooLarge,
                $"a header of {length} bytes is claimed; the format allows {LongestHeader}.", bytes.Path);
        if ((long)length > bytes.Length - LengthField)
            throw new SafetensorsException(SafetensorsFault.HeaderBeyondFile,
                $"a header of {length} bytes is claimed in a file of {bytes.Length}.", bytes.Path);
        return (int)length;
    }

    /// <summary>
    /// Every decision to trust an entry is here: known type, a size that fits 64 bits and the range, and ranges that
    /// together cover the data once, without hole, overlap or rest.
    /// </summary>
    private static Dictionary<string, TensorInfo> Validate(SafetensorsEntry[] entries, long dataLength, string file)
    {
        var tensors = new Dictionary<string, TensorInfo>(entries.Length, StringComparer.Ordinal);
        long covered = 0;
        foreach (var entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            var info = new TensorInfo(entry.Name, SafetensorsDtype.Parse(entry.Dtype, entry.Name, file), entry.Shape);
            string Range() => $"tensor {Quoting.Quote(entry.Name)} at [{entry.Begin}, {entry.End})";
            if (entry.Begin > entry.End)
                throw new SafetensorsException(SafetensorsFault.OffsetsReversed, $"{Range()} ends before it begins.", file);
            if (ElementTypes.Count(entry.Shape, info.Dtype.Size()) is null)
                throw new SafetensorsException(SafetensorsFault.ShapeOverflow,
                    $"{Range()} has the impossible shape {Quoting.Shape(entry.Shape)}.", file);
            if (entry.End > dataLength)
                throw new SafetensorsException(SafetensorsFault.OffsetsBeyondFile, $"{Range()} leaves the {dataLength} bytes of data.",
                    file);
            if (entry.Begin < covered)
                throw new SafetensorsException(SafetensorsFault.Overlap, $"{Range()} overlaps the tensor that ends at {covered}.", file);
            if (entry.Begin > covered)
                throw new SafetensorsException(SafetensorsFault.Hole, $"{Range()} leaves a hole from {covered}.", file);
            if (entry.End - entry.Begin != info.Bytes)
                throw new SafetensorsException(SafetensorsFault.SizeMismatch, $"{Range()} needs {info.Bytes} bytes for {info.Describe()}.",
                    file);
            covered = entry.End;
            tensors.Add(entry.Name, info);
        }

        return covered == dataLength
            ? tensors
            : throw new SafetensorsException(SafetensorsFault.TrailingBytes, $"{dataLength - covered} bytes follow the last tensor.", file);
    }
}
