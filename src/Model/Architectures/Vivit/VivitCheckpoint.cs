using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Common;
using Claims.Video.Preprocessing;
using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>A ViViT as a Hugging Face folder.</summary>
public static class VivitCheckpoint
{
    /// <summary>What config.json of a folder says.</summary>
    /// <exception cref="CheckpointException">There is no such folder, or its config.json is missing, damaged or not a ViViT's.</exception>
    public static VivitConfig ReadConfig(string folder) => VivitConfig.Read(CheckpointFolder.ConfigPath(folder));

    /// <summary>The weights of a folder, float32, which must be of a configuration: all of its tensors and nothing else.</summary>
    /// <exception cref="CheckpointException">Tensors are missing, unexpected or of another shape; the message names them.</exception>
    public static VivitWeights ReadWeights(string folder, VivitConfig config)
    {
        using var checkpoint = CheckpointFolder.Open(folder);
        var names = TensorNames.In(checkpoint, VivitArchitecture.Expected(config));
        return VivitWeights.From(config, name => checkpoint.Read(names[name], ScalarType.Float32));
    }

    /// <summary>
    /// Writes config.json, preprocessor_config.json and model.safetensors, replacing those that are there. Other files stay.
    /// </summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="config">The architecture.</param>
    /// <param name="weights">The weights, of any device; written in their own type.</param>
    /// <param name="preprocessor">What makes frames the model's input.</param>
    /// <exception cref="MissingException">The folder cannot be written to.</exception>
    public static void Write(string folder, VivitConfig config, VivitWeights weights, Preprocessor preprocessor)
    {
        ArgumentNullException.ThrowIfNull(weights);
        CheckpointWriter.Write(folder, VivitConfigWriter.ToJson(config, weights.Cls.dtype), weights.Named()
            .Select(pair => (pair.Key, pair.Value)),
            PreprocessorWriter.ToJson(preprocessor));
    }
}
