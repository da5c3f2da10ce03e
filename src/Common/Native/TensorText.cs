using static TorchSharp.torch;

namespace Claims.Common.Native;

/// <summary>What messages say of tensors.</summary>
internal static class TensorText
{
    /// <summary>A type and shape.</summary>
    public static string Of(Tensor tensor) => $"{tensor.dtype} {Shape(tensor.shape)}";

    /// <summary>Lengths in brackets.</summary>
    public static string Shape<T>(IEnumerable<T> lengths) => $"[{string.Join(", ", lengths)}]";
}
