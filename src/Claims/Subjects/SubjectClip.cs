using Claims.Common;
using Claims.Model;
using Claims.Video;
using Claims.Video.Preprocessing;
using static TorchSharp.torch;

namespace Claims.Subjects;

/// <summary>A clip of a subject, as the model sees it. Owns its tensor.</summary>
/// <param name="Source">As the subject names it.</param>
/// <param name="Sha256">Of the pixel values' bytes, float32, row-major.</param>
/// <param name="Pixels">pixel_values [1, T, C, H, W].</param>
public sealed record SubjectClip(string Source, string Sha256, Tensor Pixels) : IDisposable
{
    /// <summary>
    /// Where named objects are (ball, pins, ...): of each tubelet, the patch tokens (counted without CLS) that the object touches. Empty
    /// where nobody said.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<int>>> Objects { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyList<int>>>();

    /// <summary>Reads anything that <see cref="Clip"/> reads, as the model's own configuration asks.</summary>
    /// <param name="source">The clip's name.</param>
    /// <param name="model">The folder of the checkpoint that will see it.</param>
    /// <param name="readers">Of further kinds of sources.</param>
    /// <exception cref="BadInputException">The text names no clip.</exception>
    public static SubjectClip Open(string source, string model, IReadOnlyList<ClipReader>? readers = null)
    {
        var format = Architecture.Config(model).Shape.Clip;
        var options = ClipOptions.For(format, Preprocessor.Read(model)) with { Readers = readers ?? [] };
        using var clip = Clip.Open(source, options);
        return new SubjectClip(source, clip.Hash, clip.PixelValues.alias())
        {
            Objects = clip.Annotations.ToDictionary(item => item.Name, item => item.TokensPerTubelet(format)),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
