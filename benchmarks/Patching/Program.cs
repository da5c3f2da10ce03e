using Claims.Benchmarks;
using Claims.Checkpoints.Safetensors;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;
using Stopwatch = System.Diagnostics.Stopwatch;

// The published patching protocol, as hooks_baseline.py runs it: attention and MLP update of each layer from the clean into the
// corrupted run, recovery at the last layer. Usage: Patching FOLDER [FIRST LAST]; FOLDER as hooks_baseline.py --save leaves it.
var folder = args[0];
var (first, last) = args.Length > 2 ? (int.Parse(args[1]), int.Parse(args[2])) : (4, 10);
Machine.SetThreads();

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
var kernel = Machine.KernelSeconds();
var end = Site.ResidPost(vivit.Layers - 1);
using var clean = vivit.Run(cleanClip, (Sites.AttnOut | Sites.MlpOut).InLayers(first, last) | Sites.Of(end));
using var corrupt = vivit.Run(corruptClip, (Sites.ResidPre | Sites.ResidMid).InLayers(first, last) | Sites.Of(end));
var names = Enumerable.Range(first, last - first + 1).SelectMany(layer => new[] { Site.AttnOut(layer), Site.MlpOut(layer) }).ToArray();
var full = Moved(clean);
var recovery = new SortedDictionary<string, double>(StringComparer.Ordinal);
foreach (var (run, result) in vivit.ReplayEach(corrupt, [.. names.Select(site => new[] { Patch.With(clean, site) })], Sites.Of(end)))
{
    using (result)
        recovery[$"L{names[run].Layer}.{(names[run].Kind == SiteKind.AttnOut ? "attention" : "mlp")}"] = Moved(result) / full * 100;
}
Result.Print(load, forward, clock.Elapsed.TotalSeconds, Machine.KernelSeconds() - kernel, recovery);

double Moved(Trace trace)
{
    using var inner = NewDisposeScope();
    return (trace[end] - corrupt[end]).norm(-1).mean().item<float>();
}
