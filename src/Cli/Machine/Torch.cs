using System.Diagnostics;
using System.Reflection;
using static TorchSharp.torch;

namespace Claims.Cli.Machine;

/// <summary>The tensor provider: package or stand-in, its libtorch, the BLAS under it, threads, GPUs.</summary>
internal static class Torch
{
    public static IEnumerable<Finding> Findings()
    {
        var assembly = typeof(TorchSharp.torch).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        Finding? failed = null;
        try
        {
            using var _ = ones(2, 2).matmul(ones(2, 2));
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            failed = new Finding("tensors", State.Missing, $"{Name(assembly)} {version}: its native library does not load ({e.GetBaseException().Message.Split('\n')[0]})",
                "Use the stand-in: delete .claims/ and run ./claims setup; see docs/tasks/providers.md.");
        }
        if (failed is not null)
            return [failed];
        Devices.Device("cpu");
        return
        [
            new Finding("tensors", State.Good, $"{Name(assembly)} {version}"),
            new Finding("libtorch", State.Good, $"{__version__}{Modules("torch_cpu").Select(path => ", " + path).FirstOrDefault()}"),
            Blas(),
            Threads(),
            Gpu(),
        ];
    }

    public static string Name(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(data => data.Key == "StandInFor") ? "stand-in for TorchSharp (compat/TorchSharp)" : "TorchSharp";

    // Whatever libblas.so.3 points to on this system, or what the libtorch brings along.
    private static Finding Blas()
    {
        if (Modules("libopenblas").FirstOrDefault() is { } open)
        {
            // Its own thread pool fights libtorch's: many small products take 5 to 20 times longer.
            var fights = open.Contains("libopenblasp", StringComparison.Ordinal) && !open.Contains("openmp", StringComparison.Ordinal) && Environment.GetEnvironmentVariable("OPENBLAS_NUM_THREADS") != "1";
            return fights
                ? new Finding("BLAS", State.Poor, $"OpenBLAS with its own threads, {open}", "apt-get install libopenblas0-openmp, or set OPENBLAS_NUM_THREADS=1.")
                : new Finding("BLAS", State.Good, $"OpenBLAS, {open}");
        }
        if (Modules("mkl").FirstOrDefault() is { } mkl)
            return new Finding("BLAS", State.Good, $"MKL, {mkl}");
        return Modules("libblas").FirstOrDefault() is { } reference
            ? new Finding("BLAS", State.Poor, $"the reference BLAS, {reference}: 30 times slower", "apt-get install libopenblas0-openmp")
            : new Finding("BLAS", State.Good, "built into libtorch");
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
        : new Finding("GPU", State.Optional, "none that this libtorch can use", "With an NVIDIA GPU: docs/tasks/gpu.md.");

    private static IEnumerable<string> Modules(params string[] parts) => Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
        .Select(module => module.FileName).Where(path => parts.All(part => path.Contains(part, StringComparison.OrdinalIgnoreCase)));
}
