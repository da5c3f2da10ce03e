using static TorchSharp.torch;

namespace Claims.Checkpoints;

/// <summary>The element types that a checkpoint may hold, their widths and PyTorch's names for them.</summary>
internal static class ElementTypes
{
    /// <summary>More dimensions than any library writes; a bound on what a file can make us keep.</summary>
    public const int MostDimensions = 64;

    /// <summary>Bytes per element.</summary>
    public static int Size(this ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float32 or ScalarType.Int32 => 4,
        ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Int16 => 2,
        ScalarType.Int8 or ScalarType.Byte or ScalarType.Bool => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type of checkpoints."),
    };

    /// <summary>PyTorch's name, e.g. "bfloat16".</summary>
    public static string Name(this ScalarType type) => type switch
    {
        ScalarType.Byte => "uint8",
        _ => type.ToString().ToLowerInvariant(),
    };

    public static bool IsFloating(this ScalarType type) =>
        type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;

    /// <summary>
    /// The product of a shape, or null where the strides of such a tensor, in bytes, would leave 64 bits: a dimension
    /// of zero does not excuse the others.
    /// </summary>
    public static long? Count(IReadOnlyList<long> shape, int elementSize)
    {
        Int128 product = 1;
        var empty = false;
        foreach (var size in shape)
        {
            empty |= size == 0;
            product *= Math.Max(size, 1);
            if (product > long.MaxValue / elementSize)
                return null;
        }

        return empty ? 0 : (long)product;
    }
}
