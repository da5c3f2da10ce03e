using System.Security.Cryptography;
using Claims.Checkpoints.Safetensors;
using Claims.Common;
using Claims.Model.Architectures.Vivit;
using Claims.Video;
using static TorchSharp.torch;

namespace Claims.Subjects;

/// <summary>A clip of a subject, as the model sees it. Owns its tensor.</summary>
/// <param name="Source">As the subject names it.</param>
/// <param name="Sha256">Of the pixel values' bytes, row-major, in the type of the source.</param>
/// <param name="Pixels">pixel_values [1, T, C, H, W].</param>
public sealed record SubjectClip(string Source, string Sha256, Tensor Pixels) : IDisposable
{
    /// <summary>
    /// Where named things are (ball, pins, ...): of each tubelet, the patch tokens (counted without CLS) that the thing touches. Empty where
    /// nobody said.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<int>>> Things { get; init; } = new Dictionary<string, IReadOnlyList<IReadOnlyList<int>>>();

    /// <summary>
    /// Reads <c>FILE.safetensors#tensor_name</c>, pixel values [T, C, H, W] or [1, T, C, H, W]; or anything that <see cref="Clip"/> reads, as the
    /// model's own configuration asks.
    /// </summary>
    /// <param name="source">The clip's name.</param>
    /// <param name="model">The folder of the checkpoint that will see it.</param>
    /// <exception cref="BadInputException">The text names no clip.</exception>
    public static SubjectClip Open(string source, string model)
    {
        ArgumentNullException.ThrowIfNull(source);
        var hash = source.LastIndexOf('#');
        if (hash < 0)
        {
            using var clip = Clip.Open(source, VivitCheckpoint.ClipOptions(model));
            var config = VivitConfig.Read(Path.Combine(model, "config.json"));
            return new SubjectClip(source, clip.Hash, clip.PixelValues.alias()) { Things = clip.Annotations.ToDictionary(thing => thing.Name, thing => thing.TokensPerTubelet(config.Clip)) };
        }
        using var file = SafetensorsFile.Open(source[..hash]);
        var pixels = file.Read(source[(hash + 1)..]);
        if (pixels.dim() is not (4 or 5) || pixels.dim() == 5 && pixels.shape[0] != 1 || !pixels.is_floating_point())
        {
            using (pixels)
                throw new BadInputException($"is {pixels.dtype} [{string.Join(", ", pixels.shape)}], which is no clip.", source, "A clip is pixel values [T, C, H, W] or [1, T, C, H, W] of a floating type.");
        }
        var sha = Convert.ToHexStringLower(SHA256.HashData(pixels.bytes));
        if (pixels.dim() == 5)
            return new SubjectClip(source, sha, pixels);
        using (pixels)
            return new SubjectClip(source, sha, pixels.unsqueeze(0));
    }

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
