using System.Diagnostics;
using Claims.Drift;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>Seeded updates of the alley's model against one baseline.</summary>
internal static class Runs
{
    /// <summary>Benign and harmful ones by turns, as many side by side as there are cores: an interrupted run has some of both.</summary>
    public static void Of(RunFile file, uint count, RunOptions options)
    {
        var done = file.Open(options.Settings);
        var updates = Enumerable.Range(0, (int)count).SelectMany(seed => options.Kinds.Select(of => ((uint)seed, of((uint)seed))))
            .Where(one => !done.Contains((one.Item2.Harmful, one.Item1))).ToArray();
        if (updates.Length == 0)
            return;
        var watch = Stopwatch.StartNew();
        var cores = Environment.ProcessorCount;
        var baseline = DriftBaseline.Measure(options.Subject, options.Claims, new() { Workers = cores });
        Console.Error.WriteLine($"baseline: {watch.Elapsed.TotalSeconds:0} s; {updates.Length} updates to do, {cores} side by side");
        set_num_threads(1);
        var finished = 0;
        // In their order, one by one: not in ranges, whose last would be one worker's alone.
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(updates,
                System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = cores }, one =>
        {
            var own = Stopwatch.StartNew();
            var (seed, update) = one;
            using var before = (Vivit)options.Subject.Load(CPU, ScalarType.Float32);
            using var after = update.Make(before);
            var made = own.Elapsed.TotalSeconds;
            var line =
                RunLine.Of(seed, update,
                    baseline.Compare(
                        options.Subject with { Load = (_, _) => new Vivit(after.Config, after.Weights.Map(weight => weight.clone())) }));
            file.Add(line);
            Console.Error.WriteLine($"{Interlocked.Increment(ref finished)} of {updates.Length}, {watch.Elapsed.TotalSeconds:0} s (made in "
                + $"{made:0.0} s, compared in {own.Elapsed.TotalSeconds - made:0.0} s): {line.Text}");
        });
    }
}
