using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>From a Hugging Face folder to a model.</summary>
internal static class ModelFolder
{
    public static VideoModel Load(string folder, Device device, ScalarType dtype)
    {
        TorchLibrary.Require();
        if (!dtype.IsFloating())
            throw new ArgumentException($"A model computes in a floating-point type; this is {dtype}.", nameof(dtype));
        var architecture = Architecture.Of(folder);
        var config = architecture.ReadConfig(CheckpointFolder.ConfigPath(folder));
        using var checkpoint = CheckpointFolder.Open(folder);
        var names = TensorNames.In(checkpoint, architecture.Expected(config));
        // The file's own type goes at once: no weight is in memory twice for longer than itself.
        return architecture.Build(config, name => checkpoint.Read(names[name], dtype).to(device)).From(folder);
    }
}
