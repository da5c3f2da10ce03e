namespace Claims.Tests.Checkpoints;

/// <summary>Files of torch.save, put together by hand from contiguous tensors.</summary>
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

    /// <summary>The zip form.</summary>
    public static byte[] Of(IEnumerable<KeyValuePair<string, GoldenTensor>> tensors)
    {
        var (pickle, storages) = Pickle(tensors, legacy: false);
        return ZipBytes.Checkpoint(pickle, [.. storages.Select(storage => (storage.Key, storage.Bytes))]).Done();
    }

    /// <summary>The form before PyTorch 1.6.</summary>
    public static byte[] Legacy(IEnumerable<KeyValuePair<string, GoldenTensor>> tensors)
    {
        var (pickle, storages) = Pickle(tensors, legacy: true);
        var keys = storages.Aggregate(new PickleBytes().Proto().Op("]("), (list, storage) => list.Text(storage.Key)).Op("e").Stop();
        return [.. PickleBytes.LegacyStart(), .. pickle, .. keys,
            .. storages.SelectMany(storage => (byte[])[.. BitConverter.GetBytes(storage.Elements), .. storage.Bytes])];
    }

    /// <summary>A training's state, in the zip form: the tensors under each of these keys, beside an epoch and an optimiser.</summary>
    public static byte[] OfTraining(IReadOnlyDictionary<string, GoldenTensor> tensors, string[] keys)
    {
        var pickle = new PickleBytes().Proto().Op("}(").Text("epoch").Int(3).Text("optimizer").Op("}");
        var storages = new List<(string Key, long Elements, byte[] Bytes)>();
        foreach (var key in keys)
            Add(pickle.Text(key), tensors, storages, legacy: false);
        return ZipBytes.Checkpoint(pickle.Op("u").Stop(), [.. storages.Select(storage => (storage.Key, storage.Bytes))]).Done();
    }

    private static (byte[] Pickle,
        List<(string Key, long Elements, byte[] Bytes)> Storages) Pickle(IEnumerable<KeyValuePair<string, GoldenTensor>> tensors,
        bool legacy)
    {
        var storages = new List<(string, long, byte[])>();
        return (Add(new PickleBytes().Proto(), tensors, storages, legacy).Stop(), storages);
    }

    // A state dict.
    private static PickleBytes Add(PickleBytes pickle, IEnumerable<KeyValuePair<string, GoldenTensor>> tensors,
        List<(string Key, long Elements, byte[] Bytes)> storages, bool legacy)
    {
        pickle.OrderedDict().Op("(");
        foreach (var (name, tensor) in tensors)
        {
            var (type, size) = Storages[tensor.Dtype];
            var key = $"{storages.Count}";
            pickle.Text(name)
                .Tensor(p =>
                    p.Storage(key, tensor.Bytes.Length / size, type, legacy), 0, [.. tensor.Shape.Select(n => (int)n)],
                    Strides(tensor.Shape));
            storages.Add((key, tensor.Bytes.Length / size, tensor.Bytes));
        }

        return pickle.Op("u");
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
