namespace Claims.Benchmarks;

/// <summary>What the benchmarks ask of the machine and say about it.</summary>
internal static class Machine
{
    /// <summary>As many threads as OMP_NUM_THREADS says, else one a processor.</summary>
    public static void SetThreads() => TorchSharp.torch.set_num_threads(
        int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var threads) ? threads : Environment.ProcessorCount);

    /// <summary>Processor seconds that this process has spent in the kernel, mostly on pages of fresh memory.</summary>
    public static double KernelSeconds()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PrivilegedProcessorTime.TotalSeconds;
    }

    /// <summary>The most memory that was resident so far, in MiB.</summary>
    public static double PeakMebibytes()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }
}
