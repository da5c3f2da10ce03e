using System.Buffers.Binary;

namespace Claims.Checkpoints.Pickles;

/// <summary>
/// A file of torch.save that holds a state dict, of the zip form or the one before. Opening it runs its pickle on a
/// machine that can only describe tensors; values are read later, one tensor at a time.
/// </summary>
public sealed class PickleFile : WeightFile
{
    /// <summary>The name of a tensor that was saved without one.</summary>
    internal const string Alone = "tensor";

    // Tied weights share a storage, and expanded ones name an element often; a small file still must not fill the memory.
    private const long SlackBytes = 64 << 20;
    private const int MostTimesTheFile = 8;
    private const uint ZipSignature = 0x04034b50, EmptyZipSignature = 0x06054b50;
    private readonly FileBytes bytes;
    private readonly Dictionary<string, StridedView> views;
    private readonly Action<PickleStorage> verify;

    private PickleFile(FileBytes bytes, Dictionary<string, StridedView> views, Action<PickleStorage> verify)
        : base(bytes.Path, Describe(views, bytes))
    {
        this.bytes = bytes;
        this.views = views;
        this.verify = verify;
    }

    /// <summary>Opens a file and reads what it says of its tensors.</summary>
    /// <exception cref="PickleException">The file is damaged, or asks for something that weights do not need; nothing of it was
    /// run.</exception>
    /// <exception cref="CheckpointException">The file cannot be opened.</exception>
    public static PickleFile Open(string path) => Open(path, StateDict.In);

    /// <summary>
    /// Opens a file for whatever tensors it holds: a tensor alone, called <see cref="Alone"/>, or those of a dict, whose other values are
    /// passed over.
    /// </summary>
    /// <exception cref="CheckpointException">As <see cref="Open(string)"/>.</exception>
    internal static PickleFile OpenTensors(string path) => Open(path, OnlyTensors);

    private static PickleFile Open(string path, Func<object?, string, Dictionary<string, StridedView>> read)
    {
        var bytes = FileBytes.Open(path);
        try
        {
            Action<PickleStorage> verify = _ => { };
            object? result;
            if (IsZip(bytes))
                verify = ZipCheckpoint.Read(bytes, out result);
            else
                result = LegacyCheckpoint.Read(bytes);
            return new PickleFile(bytes, read(result, path), verify);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    private protected override void Prepare(TensorInfo tensor) => verify(views[tensor.Name].Storage);

    /// <inheritdoc />
    private protected override void Fill(TensorInfo tensor, long first, Span<byte> destination) =>
        views[tensor.Name].Fill(bytes, first, destination);

    /// <inheritdoc />
    private protected override CheckpointException NotBoolean(TensorInfo tensor) =>
        new PickleException(PickleFault.NotBoolean, $"tensor {Quoting.Quote(tensor.Name)} holds a boolean that is neither 0 nor 1.", Path);

    /// <inheritdoc />
    protected override void Dispose(bool disposing) => bytes.Dispose();

    private static bool IsZip(FileBytes bytes)
    {
        if (bytes.Length == 0)
            throw new PickleException(PickleFault.EmptyFile, "the file is empty.", bytes.Path);
        Span<byte> start = stackalloc byte[4];
        bytes.Read(0, start[..(int)Math.Min(start.Length, bytes.Length)]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(start) is ZipSignature or EmptyZipSignature)
            return true;
        // A pickle begins with its protocol (2 and later), or with an opcode that makes or looks up something (0 and 1).
        return start[0] == (byte)PickleOpcode.Proto || "c(]}IL"u8.Contains(start[0])
            ? false
            : throw new PickleException(PickleFault.NotATorchFile, "neither a zip archive nor a pickle: not a file of torch.save.",
                bytes.Path);
    }

    private static Dictionary<string, StridedView> OnlyTensors(object? result, string path) => result switch
    {
        StridedView alone => new(StringComparer.Ordinal) { [Alone] = alone },
        PickleDict dict => StateDict.In(dict.OnlyTensors(), path),
        _ => throw new PickleException(PickleFault.NotAStateDict, $"holds {PickleValue.Describe(result)}, not a tensor.", path),
    };

    private static Dictionary<string, TensorInfo> Describe(Dictionary<string, StridedView> views, FileBytes file)
    {
        var tensors =
            views.ToDictionary(v => v.Key, v => new TensorInfo(v.Key, v.Value.Storage.Dtype, v.Value.Shape), StringComparer.Ordinal);
        Int128 total = 0;
        foreach (var tensor in tensors.Values)
            total += tensor.Bytes;
        return total <= (Int128)file.Length * MostTimesTheFile + SlackBytes
            ? tensors
            : throw new PickleException(PickleFault.ExpandsTooMuch,
                $"its tensors take {total} bytes, far more than the file's {file.Length}.", file.Path);
    }
}
