using Claims.Benchmarks;
using Claims.Checkpoints.Safetensors;
using static TorchSharp.torch;
using Stopwatch = System.Diagnostics.Stopwatch;

// The published patching protocol as hooks_baseline.py runs it, a full forward per patch, with what a current PyTorch has: fused attention
// and gelu. Usage: FullForward FOLDER [FIRST LAST]; FOLDER as hooks_baseline.py --save leaves it.
// What the project sets in MKL and glibc, a user's process does not have: both are left alone where these are set. Set for .NET alone:
// the libraries read the environment that the process began with.
foreach (var name in new[] { "MKL_CBWR", "MALLOC_MMAP_THRESHOLD_" })
    Environment.SetEnvironmentVariable(name, Environment.GetEnvironmentVariable(name) ?? "as it is");
var folder = args[0];
var (first, last) = args.Length > 2 ? (int.Parse(args[1]), int.Parse(args[2])) : (4, 10);
Machine.SetThreads();

using var scope = NewDisposeScope();
using var inference = no_grad();
var clock = Stopwatch.StartNew();
using var vivit = new PlainVivit(folder);
var load = clock.Elapsed.TotalSeconds;
using var clips = SafetensorsFile.Open(Path.Combine(folder, "clips.safetensors"));
var (clean, corrupt) = (clips.Read("clean"), clips.Read("corrupt"));

clock.Restart();
vivit.Forward(clean, (_, output) => output).Dispose();
var forward = clock.Elapsed.TotalSeconds;

clock.Restart();
var kernel = Machine.KernelSeconds();
var cache = new Dictionary<string, Tensor>();
vivit.Forward(clean, (name, output) => name.Contains('.') ? cache[name] = output.DetachFromDisposeScope() : output).Dispose();
var (lastClean, lastCorrupt) = (Run(clean, null), Run(corrupt, null));
var full = Moved(lastClean);
var recovery = new SortedDictionary<string, double>(StringComparer.Ordinal);
for (var layer = first; layer <= last; layer++)
{
    foreach (var name in new[] { $"L{layer}.attention", $"L{layer}.mlp" })
    {
        using var patched = Run(corrupt, name);
        recovery[name] = Moved(patched) / full * 100;
    }
}
Result.Print(load, forward, clock.Elapsed.TotalSeconds, Machine.KernelSeconds() - kernel, recovery);

// The last stream of one forward, with one module's output replaced by the cached one.
Tensor Run(Tensor clip, string? replaced)
{
    Tensor? stream = null;
    vivit.Forward(clip, (name, output) =>
    {
        if (name == $"L{vivit.Layers - 1}")
            stream = output.DetachFromDisposeScope();
        return name == replaced ? cache[name] : output;
    }).Dispose();
    return stream!;
}

double Moved(Tensor stream)
{
    using var inner = NewDisposeScope();
    return (stream - lastCorrupt).norm(-1).mean().item<float>();
}
