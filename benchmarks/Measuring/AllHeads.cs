using Claims.Checkpoints.Safetensors;
using Claims.Measurements.Runs;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Claims.Benchmarks;

/// <summary>
/// Every head patched: what replays compute, against one full forward per head. Operations are counted whole; seconds are taken of one head
/// in
/// some layers and in between drawn as a straight line, which the count says they lie on.
/// </summary>
internal static class AllHeads
{
    public static void Run(string folder)
    {
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(folder);
        using var clips = SafetensorsFile.Open(Path.Combine(folder, "clips.safetensors"));
        var count = new Operations(vivit.Config);
        var heads = vivit.Layers * vivit.Heads;
        var replays = Enumerable.Range(0, vivit.Layers).Sum(layer => vivit.Heads * count.HeadReplay(layer));
        Console.WriteLine($"{heads} heads of {vivit.Layers} layers, {vivit.Tokens} tokens, {get_num_threads()} threads");
        Show("operations", 1, replays / count.Forward, heads, "forwards");

        var (clean, corrupt) = (clips.Read("clean"), clips.Read("corrupt"));
        using var pair = new ClipPair(vivit, clean, corrupt);
        pair.Plan(Sites.Z, Sites.Residual | Sites.Z);
        var (from, into) = (pair.Clean.Keeping(Sites.Z), pair.Corrupt.Keeping(Sites.Residual | Sites.Z));
        var end = Sites.Of(pair.LastStream);
        int[] measured = [0, vivit.Layers / 2, vivit.Layers - 1];
        var seconds =
            measured.Select(layer => Seconds(() => vivit.Replay(into, end, Patch.With(from, Site.Z(layer), layer % vivit.Heads)).Dispose()))
            .ToArray();
        var full = Seconds(() => vivit.Run(corrupt, end, Patch.With(from, Site.Z(0), 0)).Dispose());
        var all = Enumerable.Range(0, vivit.Layers).Sum(layer => vivit.Heads * Line(measured, seconds, layer));
        foreach (var (layer, time) in measured.Zip(seconds))
            Console.WriteLine($"  a head of layer {layer}: {time:0.00} s, {time / full:0.00} of a forward "
                + $"({count.HeadReplay(layer) / count.Forward:0.00} by operations)");
        Show("seconds (replays between those layers: by a line)", full, all / full, heads, "forwards");
    }

    // The two unpatched runs are counted on both sides.
    private static void Show(string what, double unit, double replays, int heads, string name)
    {
        Console.WriteLine($"{what}: replays {(2 + replays) * unit:0.0}, a full forward a head "
            + $"{(2 + heads) * unit:0.0}{(unit == 1 ? $" {name}" : "")}; ratio {(2 + heads) / (2 + replays):0.00}");
    }

    private static double Seconds(Action action)
    {
        action();
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Line(int[] at, double[] values, int where)
    {
        var right = Array.FindIndex(at, 1, place => place >= where);
        var share = (double)(where - at[right - 1]) / (at[right] - at[right - 1]);
        return values[right - 1] + share * (values[right] - values[right - 1]);
    }
}
