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
    /// <param name="reading">Which frames, which stream, in what time; null: as the model's folder says, else as published.</param>
    /// <exception cref="BadInputException">The text names no clip.</exception>
    public static SubjectClip Open(string source, string model, ClipReading? reading = null)
    {
        var format = Architecture.Config(model).Shape.Clip;
        var options = ClipOptions.For(format, Preprocessor.Read(model));
        using var clip = Clip.Open(source, reading?.Of(options) ?? options);
        return new SubjectClip(source, clip.Hash, clip.PixelValues.alias())
        {
            Notes = clip.Info.Notes,
            Objects = clip.Annotations.ToDictionary(item => item.Name, item => item.TokensPerTubelet(format)),
        };
    }

    /// <summary>What a reader should know of how it was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
