using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Checkpoints;

/// <summary>
/// A file of named tensors, of either format. Opening it reads and checks what it says of its tensors; their values
/// are read one tensor at a time.
/// </summary>
public abstract class WeightFile : IDisposable
{
    /// <summary>The most bytes that go through one span: spans end at 2 GB, and narrow() counts in elements.</summary>
    internal const int LargestSpan = 1 << 30;

    private protected WeightFile(string path, IReadOnlyDictionary<string, TensorInfo> tensors)
    {
        Path = path;
        Tensors = tensors;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Every tensor of the file by name.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Its name in <see cref="Tensors"/>.</param>
    /// <returns>A contiguous CPU tensor in the file's element type; the caller owns it (or the caller's dispose scope).</returns>
    /// <exception cref="WeightsException">The file holds no tensor of that name.</exception>
    /// <exception cref="CheckpointException">Its values are damaged: a checksum, or a boolean that is neither 0 nor 1.</exception>
    public Tensor Read(string name) => Read(name, LargestSpan);

    /// <summary>Releases the file; tensors that were read stay.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal Tensor Read(string name, int largestSpan)
    {
        var info = Find(name);
        Prepare(info);
        var tensor = torch.empty(info.Shape.ToArray(), dtype: info.Dtype);
        try
        {
            using var scope = torch.NewDisposeScope();
            var flat = tensor.view(-1);
            var step = largestSpan / info.Dtype.Size();
            for (long first = 0; first < info.Elements; first += step)
            {
                var slice = flat.narrow(0, first, Math.Min(step, info.Elements - first));
                Copy(info, first, slice.bytes);
            }

            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>The values of a tensor as bytes, little-endian: for readers that want no tensor.</summary>
    internal byte[] ReadBytes(string name)
    {
        var info = Find(name);
        Prepare(info);
        var bytes = new byte[info.Bytes];
        if (bytes.Length > 0)
            Copy(info, 0, bytes);
        return bytes;
    }

    /// <summary>Part of a tensor's values as bytes, little-endian: for readers that want one picture of many.</summary>
    internal void ReadBytes(string name, long firstElement, Span<byte> destination)
    {
        var info = Find(name);
        Prepare(info);
        Copy(info, firstElement, destination);
    }

    /// <summary>What must be checked before the first value is handed out.</summary>
    private protected virtual void Prepare(TensorInfo tensor)
    {
    }

    /// <summary>
    /// Fills <paramref name="destination"/>, whole elements, from element <paramref name="first"/> of the contiguous tensor on.
    /// </summary>
    private protected abstract void Fill(TensorInfo tensor, long first, Span<byte> destination);

    /// <summary>The format's own error for a boolean byte that is neither 0 nor 1.</summary>
    private protected abstract CheckpointException NotBoolean(TensorInfo tensor);

    /// <summary>Releases the file.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected abstract void Dispose(bool disposing);

    private TensorInfo Find(string name) => Tensors.TryGetValue(name, out var info)
        ? info
        : throw new WeightsException(WeightsFault.NoSuchTensor, $"there is no tensor {Quoting.Quote(name)}.", Path,
            "`./claims inspect` lists the names.");

    private void Copy(TensorInfo info, long first, Span<byte> destination)
    {
        Fill(info, first, destination);
        // Any other byte in a bool tensor is undefined behaviour in libtorch.
        if (info.Dtype == ScalarType.Bool && destination.IndexOfAnyExceptInRange((byte)0, (byte)1) >= 0)
            throw NotBoolean(info);
    }
}
