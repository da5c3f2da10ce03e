using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var element = TypeOf(rawArray.GetType().GetElementType()!);
        return Over(rawArray, element, ShapeOf(rawArray), dtype, device, requires_grad, names);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null)
    {
        var (type, place) = (dtype ?? data.dtype, device ?? data.device);
        return type == data.dtype && place.ToString() == data.device.ToString() ? data.alias() : data.to(type, place);
    }

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var length = rawArray.LongLength;
        if (offset < 0 || offset >= length) throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count < 0) count = length - offset;
        if (count > length - offset) throw new IndexOutOfRangeException($"element count is too large: {count}");
        var element = TypeOf(rawArray.GetType().GetElementType()!);
        using var all = Over(rawArray, element, [length], null, CPU, false, null);
        var part = all.narrow(0, offset, count);
        return requires_grad ? part.to(dtype).requires_grad_() : part.to(dtype);
    }

    /// <summary>A tensor over the array's own memory, pinned for as long as a tensor looks at it.</summary>
    internal static unsafe Tensor Over(
        Array array, ScalarType element, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var wanted = 1L;
        foreach (var size in dimensions) wanted *= size;
        if (wanted > array.LongLength)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {wanted} vs. {array.LongLength}");
        if (names is { Length: > 0 }) throw new NotImplementedException("named dimensions");

        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        nint handle;
        int status;
        fixed (long* sizes = dimensions)
            status = Door.FromMemory(pin.AddrOfPinnedObject(), sizes, dimensions.Length, (int)element, &Unpin, GCHandle.ToIntPtr(pin), out handle);
        if (status != 0) pin.Free();
        Door.Check(status);

        var result = new Tensor(handle);
        var place = InitializeDevice(device);
        if ((dtype ?? element) != element || place.type != DeviceType.CPU) result = result.to(dtype ?? element, place, disposeAfter: true);
        return requires_grad ? result.requires_grad_() : result;
    }

    internal static long[] ShapeOf(Array array)
    {
        var shape = new long[array.Rank];
        for (var i = 0; i < shape.Length; i++) shape[i] = array.GetLongLength(i);
        return shape;
    }

    private static Tensor Copied(Array array, ScalarType element, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Over((Array)array.Clone(), element, dimensions, dtype, device, requires_grad, names);

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
