using static TorchSharp.torch;

namespace Claims.Checkpoints.Pickles;

/// <summary>
/// The allow-list. A state dict needs an ordered dict, two constructors of tensors and the storage classes; a
/// (module, name) pair that is not here is refused by name, whatever it is. Pairs, not joined names: "torch" +
/// "_utils._rebuild_tensor_v2" is an attribute path and must not pass.
/// </summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<(string Module, string Name), PickleGlobal> Allowed = new[]
    {
        (("collections", "OrderedDict"), PickleCallable.OrderedDict, default(ScalarType)),
        (("torch._utils", "_rebuild_tensor_v2"), PickleCallable.RebuildTensor, default),
        (("torch._utils", "_rebuild_parameter"), PickleCallable.RebuildParameter, default),
        (("torch", "DoubleStorage"), PickleCallable.Storage, ScalarType.Float64),
        (("torch", "FloatStorage"), PickleCallable.Storage, ScalarType.Float32),
        (("torch", "HalfStorage"), PickleCallable.Storage, ScalarType.Float16),
        (("torch", "BFloat16Storage"), PickleCallable.Storage, ScalarType.BFloat16),
        (("torch", "LongStorage"), PickleCallable.Storage, ScalarType.Int64),
        (("torch", "IntStorage"), PickleCallable.Storage, ScalarType.Int32),
        (("torch", "ShortStorage"), PickleCallable.Storage, ScalarType.Int16),
        (("torch", "CharStorage"), PickleCallable.Storage, ScalarType.Int8),
        (("torch", "ByteStorage"), PickleCallable.Storage, ScalarType.Byte),
        (("torch", "BoolStorage"), PickleCallable.Storage, ScalarType.Bool),
    }.ToDictionary(entry => entry.Item1, entry => new PickleGlobal(entry.Item2, $"{entry.Item1.Item1}.{entry.Item1.Item2}", entry.Item3));

    /// <summary>Honest files ask for these, but this project has no use for the result: only the message differs.</summary>
    private static readonly HashSet<(string, string)> Unsupported =
    [
        ("torch", "ComplexFloatStorage"), ("torch", "ComplexDoubleStorage"), ("torch", "ComplexHalfStorage"),
        ("torch", "QInt8Storage"), ("torch", "QUInt8Storage"), ("torch", "QInt32Storage"), ("torch", "QUInt4x2Storage"),
        ("torch", "QUInt2x4Storage"),
        ("torch.storage", "UntypedStorage"), ("torch.storage", "TypedStorage"), ("torch", "UntypedStorage"), ("torch", "TypedStorage"),
        ("torch._utils", "_rebuild_tensor"), ("torch._utils", "_rebuild_tensor_v3"), ("torch._utils", "_rebuild_sparse_tensor"),
        ("torch._utils", "_rebuild_qtensor"), ("torch._utils", "_rebuild_parameter_with_state"), ("torch._utils", "_rebuild_nested_tensor"),
        ("torch._utils", "_rebuild_meta_tensor_no_storage"), ("torch._utils", "_rebuild_device_tensor_from_numpy"),
    ];

    public static PickleGlobal Find(string module, string name, PickleInput input)
    {
        if (Allowed.TryGetValue((module, name), out var global))
            return global;
        var asked = $"{module}.{name}";
        throw Unsupported.Contains((module, name))
            ? input.Fault(PickleFault.Unsupported, $"{asked} is known but not supported: only dense tensors of real numbers are.", asked)
            : input.Fault(PickleFault.RefusedGlobal, $"asks for {Quoting.Quote(asked)}, which weights do not need; it was not run.", asked);
    }
}
