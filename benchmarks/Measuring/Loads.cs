using System.Diagnostics;
using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>Reading a checkpoint's weights as they are, and looking at every value as well: turn by turn, the fastest of each.</summary>
internal static class Loads
{
    private const int Turns = 7;

    public static void Run(string folder)
    {
        var safetensors = Path.Combine(folder, "model.safetensors");
        var plain = double.PositiveInfinity;
        var looked = double.PositiveInfinity;
        for (var turn = 0; turn < Turns; turn++)
        {
            using (WeightFile file = File.Exists(safetensors) ? SafetensorsFile.Open(safetensors)
                : PickleFile.Open(Path.Combine(folder, "pytorch_model.bin")))
                plain = Math.Min(plain, Seconds(file.Tensors.Keys, file.Read));
            using (var checkpoint = CheckpointFolder.Open(folder))
                looked = Math.Min(looked, Seconds(checkpoint.Tensors.Keys, checkpoint.Read));
        }
        Console.WriteLine($"{folder}: read {1000 * plain:0} ms, read and looked at {1000 * looked:0} ms, "
            + $"{1000 * (looked - plain):0} ms more");
    }

    private static double Seconds(IEnumerable<string> names, Func<string, Tensor> read)
    {
        var watch = Stopwatch.StartNew();
        foreach (var name in names)
            read(name).Dispose();
        return watch.Elapsed.TotalSeconds;
    }
}
