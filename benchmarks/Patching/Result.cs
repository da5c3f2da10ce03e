using System.Text.Json;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>What a program that runs the protocol prints.</summary>
internal static class Result
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One JSON object on standard output.</summary>
    /// <param name="load">Seconds of reading the model.</param>
    /// <param name="forward">Seconds of the first forward.</param>
    /// <param name="protocol">Seconds of the protocol.</param>
    /// <param name="kernel">Processor seconds of the protocol in the kernel.</param>
    /// <param name="recovery">Percent, by layer and kind.</param>
    public static void Print(double load, double forward, double protocol, double kernel, SortedDictionary<string, double> recovery) =>
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            torch = __version__,
            threads = get_num_threads(),
            seconds = new { load, forward, protocol, kernel },
            peak_rss_mib = Machine.PeakMebibytes(),
            recovery_percent = recovery,
        }, Indented));
}
