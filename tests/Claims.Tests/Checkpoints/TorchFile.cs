namespace Claims.Tests.Checkpoints;

/// <summary>Files of torch.save's zip form, put together by hand from contiguous tensors.</summary>
internal static class TorchFile
{
    private static readonly Dictionary<string, (string Type, int Size)> Storages = new()
    {
        ["F64"] = ("DoubleStorage", 8),
        ["F32"] = ("FloatStorage", 4),
        ["F16"] = ("HalfStorage", 2),
        ["BF16"] = ("BFloat16Storage", 2),
        ["I64"] = ("LongStorage", 8),
    };

    public static byte[] Of(IEnumerable<KeyValuePair<string, GoldenTensor>> tensors)
    {
        var pickle = new PickleBytes().Proto().OrderedDict().Op("(");
        var records = new List<(string, byte[])>();
        foreach (var (name, tensor) in tensors)
        {
            var (type, size) = Storages[tensor.Dtype];
            var key = $"{records.Count}";
            pickle.Text(name).Tensor(p => p.Storage(key, tensor.Bytes.Length / size, type), 0, [.. tensor.Shape.Select(n => (int)n)], Strides(tensor.Shape));
            records.Add((key, tensor.Bytes));
        }

        return ZipBytes.Checkpoint(pickle.Op("u").Stop(), [.. records]).Done();
    }

    private static int[] Strides(long[] shape)
    {
        var strides = new int[shape.Length];
        var stride = 1;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= (int)shape[d];
        }

        return strides;
    }
}
