using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>
/// The tensors of a pre-norm block: attention of several heads, then an MLP of one hidden layer, each added to the stream. D width, M the
/// MLP's width.
/// The model owns them.
/// </summary>
public sealed record BlockWeights
{
    /// <summary>[D] each.</summary>
    public required (Tensor Weight, Tensor Bias) NormBefore { get; init; }

    /// <summary>Query, key and value projections one below the other, [3·D, D]: one product instead of three.</summary>
    public required Tensor QueryKeyValueWeight { get; init; }

    /// <summary>[3·D], or null where the model has no such biases.</summary>
    public required Tensor? QueryKeyValueBias { get; init; }

    /// <summary>[D, D].</summary>
    public required Tensor OutputWeight { get; init; }

    /// <summary>[D].</summary>
    public required Tensor OutputBias { get; init; }

    /// <summary>[D] each.</summary>
    public required (Tensor Weight, Tensor Bias) NormAfter { get; init; }

    /// <summary>[M, D].</summary>
    public required Tensor UpWeight { get; init; }

    /// <summary>[M].</summary>
    public required Tensor UpBias { get; init; }

    /// <summary>[D, M].</summary>
    public required Tensor DownWeight { get; init; }

    /// <summary>[D].</summary>
    public required Tensor DownBias { get; init; }
}
