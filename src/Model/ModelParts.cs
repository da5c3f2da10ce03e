using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// A model's tensors by what they do, where it is a stack of pre-norm blocks (<see cref="BlockWeights"/>) between an embedding and a
/// classifier: what an update did can then be said part by part. The model owns the tensors.
/// </summary>
public sealed record ModelParts
{
    /// <summary>The projection of patches, [D, pixels], and its bias, [D].</summary>
    public required (Tensor Weight, Tensor Bias) Projection { get; init; }

    /// <summary>
    /// What else of the embedding is learned, written into the stream as it is, D the last of three dimensions: CLS, positions.
    /// </summary>
    public required IReadOnlyList<Tensor> Written { get; init; }

    /// <summary>One per layer.</summary>
    public required IReadOnlyList<BlockWeights> Blocks { get; init; }

    /// <summary>The norm before the classifier, [D] each.</summary>
    public required (Tensor Weight, Tensor Bias) FinalNorm { get; init; }

    /// <summary>The classifier, [classes, D] and [classes].</summary>
    public required (Tensor Weight, Tensor Bias) Classifier { get; init; }

    /// <summary>The MLPs' nonlinearity.</summary>
    public required Activation Activation { get; init; }
}
