using System.Diagnostics;
using Claims.Cli.Choices;
using Claims.Common;
using Claims.Common.Native;
using Claims.Report;
using static TorchSharp.torch;

namespace Claims.Cli.DoctorCommand;

/// <summary>TorchSharp, its libtorch, threads, GPUs.</summary>
internal static class Torch
{
    public static IEnumerable<Finding> Findings()
    {
        var version = ToolVersions.Of(typeof(TorchSharp.torch).Assembly);
        try
        {
            TorchLibrary.Require();
        }
        catch (MissingException e)
        {
            return [new("tensors", State.Missing, $"TorchSharp {version}: {e.What}", e.Remedy)];
        }
        Devices.Device("cpu");
        return
        [
            new("tensors", State.Good, $"TorchSharp {version}"),
            .. Mended(),
            new("libtorch", State.Good, $"{__version__}, {Modules("torch_cpu").FirstOrDefault() ?? TorchLibrary.Folder}"),
            Threads(),
            Gpu(),
        ];
    }

    private static IEnumerable<Finding> Mended()
    {
        if (TorchLibrary.Mended is { } file)
            yield return new("mended", State.Good,
                $"a copy of {Path.GetFileName(file)}, for this system's older C++ library: docs/errors/torch.md");
    }

    private static Finding Threads()
    {
        var (threads, cores) = (get_num_threads(), Environment.ProcessorCount);
        return threads <= cores
            ? new Finding("threads", State.Good, $"{threads} on {cores} cores")
            : new Finding("threads", State.Poor, $"{threads} on {cores} cores", "Set OMP_NUM_THREADS to the number of cores.");
    }

    private static Finding Gpu() => cuda.is_available()
        ? new Finding("GPU", State.Good, $"{cuda.device_count()} CUDA device(s)")
        : new Finding("GPU", State.Optional, TorchLibrary.HasCuda ? "none that this libtorch can use"
            : "none: this libtorch was built without CUDA", "With an NVIDIA GPU: docs/tasks/gpu.md.");

    private static IEnumerable<string> Modules(string part) => Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
        .Select(module => module.FileName).Where(path => path.Contains(part, StringComparison.OrdinalIgnoreCase));
}
