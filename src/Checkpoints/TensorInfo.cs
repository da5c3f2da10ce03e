using static TorchSharp.torch;

namespace Claims.Checkpoints;

/// <summary>What a file says about a tensor, checked against the file: every value it announces is there.</summary>
/// <param name="Name">The tensor's name, e.g. "vivit.encoder.layer.0.output.dense.weight".</param>
/// <param name="Dtype">The element type in the file.</param>
/// <param name="Shape">Its dimensions, outermost first; empty for a scalar.</param>
public sealed record TensorInfo(string Name, ScalarType Dtype, IReadOnlyList<long> Shape)
{
    /// <summary>The number of elements: the product of the shape.</summary>
    public long Elements => ElementTypes.Count(Shape, Dtype.Size()) ?? throw new OverflowException($"{Name}: {Quoting.Shape(Shape)}");

    /// <summary>The size of the values when they lie side by side, in bytes.</summary>
    public long Bytes => checked(Elements * Dtype.Size());

    /// <summary>For example "float32 [768, 3, 2, 16, 16]".</summary>
    public string Describe() => $"{Dtype.Name()} {Quoting.Shape(Shape)}";
}
