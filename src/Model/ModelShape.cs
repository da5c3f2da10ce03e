using Claims.Video.Frames;

namespace Claims.Model;

/// <summary>
/// What is to be known of a model without knowing its architecture: all that clips, measurements, claims and the command line see of it.
/// </summary>
public sealed record ModelShape
{
    /// <summary>The architecture's name, as config.json has it in "model_type": vivit.</summary>
    public required string Architecture { get; init; }

    /// <summary>Blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads per block.</summary>
    public required int Heads { get; init; }

    /// <summary>Width of the residual stream, D.</summary>
    public required int Width { get; init; }

    /// <summary>Width of the MLPs' hidden layer, M.</summary>
    public required int MlpWidth { get; init; }

    /// <summary>What it takes.</summary>
    public required ClipFormat Clip { get; init; }

    /// <summary>Its tokens.</summary>
    public required TokenLayout Tokens { get; init; }

    /// <summary>Class names, in the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }
}
