using Claims.Cli.Output;
using Claims.Model;
using Claims.Model.Parity;
using static TorchSharp.torch;

namespace Claims.Cli.Choices;

/// <summary>The shipped checkpoint against what the original implementation computed with it.</summary>
internal static class ShippedParity
{
    private const double Tolerance = 1e-5;

    /// <summary>The exit code where it is missed, and nothing that is said of a model counts; null: it is not.</summary>
    public static int? Missed(Device device)
    {
        var golden = Path.Combine(Fixtures.Folder, "golden", "dev");
        using var model = VideoModel.Load(Path.Combine(golden, "vivit-tiny"), device);
        var rows = ParityCheck.Run(model, Path.Combine(golden, "forward.safetensors"), Tolerance);
        var beyond = rows.Count(row => !row.Within);
        Screen.Line($"parity with the original implementation: "
            + $"{(beyond == 0 ? $"{rows.Count} tensors agree" : $"{beyond} of {rows.Count} tensors differ; ./claims parity shows them")}");
        return beyond == 0 ? null : ExitCode.NotAsExpected;
    }
}
