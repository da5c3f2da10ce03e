using System.Text.Json;
using Claims.Model;
using Claims.Model.Checkpoints;
using static TorchSharp.torch;
using Stopwatch = System.Diagnostics.Stopwatch;

// The published patching protocol, as hooks_baseline.py runs it: attention and MLP update of each layer from the clean into the
// corrupted run, recovery at the last layer. Usage: Patching FOLDER [FIRST LAST]; FOLDER as hooks_baseline.py --save leaves it.
var folder = args[0];
var (first, last) = args.Length > 2 ? (int.Parse(args[1]), int.Parse(args[2])) : (4, 10);
set_num_threads(int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var threads) ? threads : Environment.ProcessorCount);

using var scope = NewDisposeScope();
var clock = Stopwatch.StartNew();
using var vivit = Vivit.Load(folder);
var load = clock.Elapsed.TotalSeconds;
using var clips = SafetensorsFile.Open(Path.Combine(folder, "clips.safetensors"));
var (cleanClip, corruptClip) = (clips.Read("clean"), clips.Read("corrupt"));

clock.Restart();
vivit.Run(cleanClip).Dispose();
var forward = clock.Elapsed.TotalSeconds;

clock.Restart();
var end = Site.ResidPost(vivit.Layers - 1);
using var clean = vivit.Run(cleanClip, (Sites.AttnOut | Sites.MlpOut).InLayers(first, last) | Sites.Of(end));
using var corrupt = vivit.Run(corruptClip, (Sites.ResidPre | Sites.ResidMid).InLayers(first, last) | Sites.Of(end));
var names = (from layer in Enumerable.Range(first, last - first + 1) from kind in new[] { SiteKind.AttnOut, SiteKind.MlpOut } select new Site(layer, kind)).ToArray();
var full = Moved(clean);
var recovery = new SortedDictionary<string, double>(StringComparer.Ordinal);
foreach (var (run, result) in vivit.ReplayEach(corrupt, [.. names.Select(site => new[] { Patch.With(clean, site) })], Sites.Of(end)))
{
    using (result)
        recovery[$"L{names[run].Layer}.{(names[run].Kind == SiteKind.AttnOut ? "attention" : "mlp")}"] = Moved(result) / full * 100;
}
var protocol = clock.Elapsed.TotalSeconds;

Console.WriteLine(JsonSerializer.Serialize(new
{
    torch = __version__,
    threads = get_num_threads(),
    seconds = new { load, forward, protocol },
    peak_rss_mib = PeakMebibytes(),
    recovery_percent = recovery,
}, new JsonSerializerOptions { WriteIndented = true }));

double Moved(Trace trace)
{
    using var inner = NewDisposeScope();
    return (trace[end] - corrupt[end]).norm(-1).mean().item<float>();
}

static double PeakMebibytes()
{
    var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM", StringComparison.Ordinal));
    return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
}
