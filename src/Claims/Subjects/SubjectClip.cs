using static TorchSharp.torch;

namespace Claims.Subjects;

/// <summary>A clip of a subject, as the model sees it. Owns its tensor.</summary>
/// <param name="Source">As the subject names it.</param>
/// <param name="Sha256">Of the pixel values' bytes.</param>
/// <param name="Pixels">pixel_values [1, T, C, H, W].</param>
public sealed record SubjectClip(string Source, string Sha256, Tensor Pixels) : IDisposable
{
    /// <summary>
    /// Where named things are (ball, pins, ...): of each tubelet, the patch tokens (counted without CLS) that the thing touches. Empty where
    /// nobody said.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<int>>> Things { get; init; } = new Dictionary<string, IReadOnlyList<IReadOnlyList<int>>>();

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
