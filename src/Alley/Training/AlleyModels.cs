using Claims.Checkpoints.Folders;
using Claims.Common;
using Claims.Model;
using Claims.Model.Architectures.Vivit;

namespace Claims.Alley.Training;

/// <summary>The models of this world.</summary>
public static class AlleyModels
{
    /// <summary>Where the shipped models' weights began.</summary>
    public const uint Seed = 42;

    /// <summary>Their architecture: 12 layers of 12 heads, 8 wide; 128 tubelets and CLS.</summary>
    public static VivitConfig Config { get; } = new()
    {
        HiddenSize = 96,
        Layers = 12,
        Heads = 12,
        MlpSize = 384,
        // The exact form: of those that the original knows the fastest to train here.
        Activation = Activation.Gelu,
        ImageSize = AlleyWorld.Height,
        Frames = AlleyWorld.Frames,
        TubeletSize = (2, 16, 16),
        Labels = AlleyWorld.Labels,
    };

    /// <summary>The model before its first step: what the shipped one was trained from, bit for bit.</summary>
    public static Vivit Untrained(uint seed = Seed) => new(Config, RandomWeights.InOneStream(Config, seed));

    /// <summary>The same as a checkpoint folder, made where it is not there.</summary>
    /// <param name="folder">Where it is or is to be; it appears whole or not at all.</param>
    /// <param name="seed">Of its weights.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="MissingException">The folder cannot be written to.</exception>
    public static string WriteUntrained(string folder, uint seed = Seed)
    {
        if (!Directory.Exists(folder))
            CheckpointWriter.WriteWhole(folder, whole =>
            {
                using var weights = RandomWeights.InOneStream(Config, seed);
                VivitCheckpoint.Write(whole, Config, weights, AlleyWorld.Preprocessor);
            });
        return folder;
    }
}
