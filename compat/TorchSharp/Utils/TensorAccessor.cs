using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU in row-major order of its dimensions, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly T* data;
    private Tensor? tensor;

    internal TensorAccessor(Tensor tensor)
    {
        data = (T*)tensor.DataPointer();
        this.tensor = tensor;
    }

    public long Count => tensor?.numel() ?? 0;

    public bool IsReadOnly => false;

    private Tensor Tensor => tensor ?? throw new InvalidOperationException("Reading data from an empty TensorAccessor.");

    public T this[params long[] indices]
    {
        get => data[OffsetOf(indices)];
        set => data[OffsetOf(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    public Array ToNDArray()
    {
        var shape = Tensor.shape;
        if (shape.Length < 2) return ToArray();
        var result = Array.CreateInstance(typeof(T), shape);
        fixed (byte* start = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(result))
            CopyTo(new Span<T>(start, checked((int)Count)));
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        if (Tensor.is_contiguous())
        {
            new ReadOnlySpan<T>(data + tensorIndex, checked((int)(Count - tensorIndex))).CopyTo(array[arrayIndex..]);
            GC.KeepAlive(tensor);
            return;
        }
        foreach (var offset in Offsets().Skip((int)tensorIndex)) array[arrayIndex++] = data[offset];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        foreach (var offset in Offsets().Skip((int)tensorIndex))
        {
            if (arrayIndex >= array.Length) break;
            data[offset] = array[arrayIndex++];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var offset in Offsets()) yield return At(offset);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => tensor = null;

    private T At(long offset) => data[offset];

    private long OffsetOf(long[] indices)
    {
        var (shape, strides) = (Tensor.shape, Tensor.stride());
        if (indices.Length == 1 && shape.Length != 1) indices = Unravel(indices[0], shape);
        if (indices.Length != shape.Length) throw new ArgumentException($"{indices.Length} indices for {shape.Length} dimensions");
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i]) throw new IndexOutOfRangeException($"index {indices[i]} in dimension {i} of size {shape[i]}");
            offset += indices[i] * strides[i];
        }
        return offset;
    }

    private static long[] Unravel(long index, long[] shape)
    {
        var indices = new long[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--) (index, indices[i]) = Math.DivRem(index, shape[i]);
        return index == 0 ? indices : throw new IndexOutOfRangeException("index beyond the tensor's elements");
    }

    // Counts like an odometer: the last dimension turns fastest.
    private IEnumerable<long> Offsets()
    {
        var (shape, strides, count) = (Tensor.shape, Tensor.stride(), Count);
        var position = new long[shape.Length];
        for (long n = 0, offset = 0; n < count; n++)
        {
            yield return offset;
            for (var i = shape.Length - 1; i >= 0; i--)
            {
                offset += strides[i];
                if (++position[i] < shape[i]) break;
                offset -= position[i] * strides[i];
                position[i] = 0;
            }
        }
    }
}
