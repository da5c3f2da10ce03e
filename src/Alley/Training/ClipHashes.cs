using System.Security.Cryptography;
using System.Text;

namespace Claims.Alley.Training;

/// <summary>Hashes that say which clips something was made of.</summary>
internal static class ClipHashes
{
    private const int Sample = 64;

    public static TrainingClips Of(AlleyData data, TrainingRecipe recipe)
    {
        using var names = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var pixels = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sampled = 0;
        for (var step = 0; step < recipe.Steps; step++)
        {
            foreach (var clip in data.Clips(step))
            {
                names.AppendData(Encoding.UTF8.GetBytes(clip + "\n"));
                if (sampled == Sample)
                    continue;
                pixels.AppendData(AlleyWorld.Render(clip).Frames);
                sampled++;
            }
        }
        return new(AlleySeeds.Training + recipe.FirstClip, (long)recipe.Steps * recipe.Batch, Hex(names), Hex(pixels), sampled);
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
