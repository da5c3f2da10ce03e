using System.Security.Cryptography;
using Claims.Model;
using Claims.Model.Checkpoints;
using Claims.Model.Video;
using static TorchSharp.torch;

namespace Claims.Cli.Measuring;

/// <summary>A clip that a user named, and what it is.</summary>
/// <param name="Source">As it was named.</param>
/// <param name="Sha256">Of the pixel values' bytes, row-major, in the type of the source.</param>
/// <param name="Pixels">pixel_values [1, T, C, H, W].</param>
internal sealed record ClipFile(string Source, string Sha256, Tensor Pixels) : IDisposable
{
    /// <summary>
    /// Reads <c>FILE.safetensors#tensor_name</c>, pixel values [T, C, H, W] or [1, T, C, H, W]; or anything that <see cref="Clip"/> reads, as the
    /// model's own configuration asks.
    /// </summary>
    /// <exception cref="BadInputException">The text names no clip.</exception>
    public static ClipFile Open(string source, string model)
    {
        var hash = source.LastIndexOf('#');
        if (hash < 0)
        {
            using var clip = Clip.Open(source, ClipOptions.ForModel(model));
            return new ClipFile(source, clip.Hash, clip.PixelValues.alias());
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
            return new ClipFile(source, sha, pixels);
        using (pixels)
            return new ClipFile(source, sha, pixels.unsqueeze(0));
    }

    public void Dispose() => Pixels.Dispose();
}
