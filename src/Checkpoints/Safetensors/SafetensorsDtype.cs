using static TorchSharp.torch;

namespace Claims.Checkpoints.Safetensors;

/// <summary>The format's names of element types.</summary>
internal static class SafetensorsDtype
{
    private static readonly Dictionary<string, ScalarType> Supported = new(StringComparer.Ordinal)
    {
        ["F64"] = ScalarType.Float64,
        ["F32"] = ScalarType.Float32,
        ["F16"] = ScalarType.Float16,
        ["BF16"] = ScalarType.BFloat16,
        ["I64"] = ScalarType.Int64,
        ["I32"] = ScalarType.Int32,
        ["I16"] = ScalarType.Int16,
        ["I8"] = ScalarType.Int8,
        ["U8"] = ScalarType.Byte,
        ["BOOL"] = ScalarType.Bool,
    };

    private static readonly HashSet<string> KnownOnly = new(StringComparer.Ordinal)
    {
        "U16", "U32", "U64", "C64", "F4", "F6_E2M3", "F6_E3M2",
        "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ",
    };

    private static readonly Dictionary<ScalarType, string> Names = Supported.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static ScalarType Parse(string dtype, string tensor, string file)
    {
        if (Supported.TryGetValue(dtype, out var type))
            return type;
        throw KnownOnly.Contains(dtype)
            ? new SafetensorsException(SafetensorsFault.DtypeUnsupported,
                $"tensor {Quoting.Quote(tensor)} is of type {dtype}, which is known but not supported ({string.Join(", ", Supported.Keys)} "
                    + "are).", file)
            : new SafetensorsException(SafetensorsFault.DtypeUnknown,
                $"tensor {Quoting.Quote(tensor)} is of unknown type {Quoting.Quote(dtype)}.", file);
    }

    /// <exception cref="ArgumentException">The format has no such type, or this project no use for it.</exception>
    public static string NameOf(ScalarType type) => Names.TryGetValue(type, out var name)
        ? name
        : throw new ArgumentException($"Tensors of type {type} are not written as safetensors.", nameof(type));
}
