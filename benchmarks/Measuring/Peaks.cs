using Claims.Checkpoints.Safetensors;
using Claims.Measurements.Arrays;
using Claims.Measurements.Attribution;
using Claims.Measurements.Catalog;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Papers.AttentionGathers;
using Claims.Papers.AttentionGathers.AsPublished;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>
/// The memory that `claims measure all` needs, without its hours: both runs keep all that its methods ask for, then each kind of work that
/// holds
/// something beside them is done once.
/// </summary>
internal static class Peaks
{
    public static void Run(string folder)
    {
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(folder);
        using var clips = SafetensorsFile.Open(Path.Combine(folder, "clips.safetensors"));
        var (clean, corrupt) = (clips.Read("clean"), clips.Read("corrupt"));
        using var pair = new ClipPair(vivit, clean, corrupt);
        var needs = Methods.With(AttentionGathersPaper.Methods).Aggregate(Sites.None, (all, method) => all | method.Needs);
        pair.Plan(needs, needs);
        Say("the model and the clips");
        var (from, into) = (pair.Clean.Keeping(needs), pair.Corrupt.Keeping(needs));
        Say("both runs");
        AttributionPatching.Estimate(pair);
        Say("attribution patching");
        using (Replacement.Mean(vivit, [], pair.Clean, pair.Corrupt))
            vivit.Replay(into, Sites.Of(pair.LastStream), Patch.Zero(Site.AttnOut(0))).Dispose();
        Say("mean updates, and a replay");
        PixelAttribution.Of(vivit, TokenGrid.Of(vivit), clean, 0, steps: 1, from);
        Say("gradients of pixels, along the path too");
        ClsAttention.MeanEntropy(vivit, into);
        Say("all attention rows' entropy");
        PublishedProbes.Of(vivit, from, into);
        Say("probes");
        pair.Release();
        Controls.Untrained(pair, [42], Untrained);
        Say("an untrained model's runs, the pair's let go, and a replay");
    }

    // What the controls ask of an untrained model's pair.
    private static IReadOnlyList<Numbers> Untrained(ClipPair pair)
    {
        pair.Plan(Sites.Residual | Sites.AttnOut | Sites.MlpOut, Sites.Residual);
        var (clean, corrupt) = (pair.Clean.Keeping(Sites.AttnOut), pair.Corrupt.Keeping(Sites.Residual));
        pair.Model.Replay(corrupt, Sites.Of(pair.LastStream), Patch.With(clean, Site.AttnOut(0))).Dispose();
        return DeltaCascade.Measure(pair, TokenGrid.Of((Vivit)pair.Model));
    }

    private static void Say(string what) =>
        Console.WriteLine($"{Mebibytes("VmHWM"),6:0} MiB at most, {Mebibytes("VmRSS"),6:0} now: {what}");

    private static double Mebibytes(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }
}
