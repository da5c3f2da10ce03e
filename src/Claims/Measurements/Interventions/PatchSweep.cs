using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>Many patched replays of the corrupted run, each measured and let go.</summary>
internal static class PatchSweep
{
    /// <summary>Each run's recovery, in the order of the runs.</summary>
    /// <param name="pair">The clips.</param>
    /// <param name="runs">The patches of each replay.</param>
    /// <param name="target">The class whose logit is followed; null: what the clean run predicts.</param>
    /// <param name="more">What the corrupted run must keep besides its stream, to save the replays work.</param>
    /// <param name="observe">Told of each replay, which of the runs it is, and its last stream, [1, N, D], before it is let go.</param>
    public static Recovery[] Run(
        ClipPair pair, IReadOnlyList<IReadOnlyList<Patch>> runs, int? target, Sites? more = null, Action<int, Tensor>? observe = null)
    {
        var of = Target(pair, target);
        using var signal = Signal(pair);
        var recoveries = new Recovery[runs.Count];
        foreach (var (run, result) in Each(pair, runs, more))
        {
            using var scope = NewDisposeScope();
            using (result)
            {
                recoveries[run] = signal.Recovered(result[pair.LastStream], Logit(result, of));
                observe?.Invoke(run, result[pair.LastStream]);
            }
        }
        return recoveries;
    }

    /// <summary>clean - corrupt at the end of the last block.</summary>
    public static OutcomeSignal Signal(ClipPair pair)
    {
        var last = Sites.Of(pair.LastStream);
        return new OutcomeSignal(pair.Model, pair.Clean.Keeping(last)[pair.LastStream], pair.Corrupt.Keeping(last)[pair.LastStream]);
    }

    /// <exception cref="BadInputException">The model has no such class.</exception>
    public static int Target(ClipPair pair, int? target)
    {
        if (target is { } asked && (asked < 0 || asked >= pair.Model.Labels.Count))
            throw new BadInputException($"There is no class {asked}.",
                remedy: $"The model has classes 0 to {pair.Model.Labels.Count - 1}.");
        return target ?? pair.PredictedClass;
    }

    public static double Logit(Trace run, int target)
    {
        using var logit = run.Logits[0, target];
        return logit.Number();
    }

    private static IEnumerable<(int Run, Trace Result)> Each(ClipPair pair, IReadOnlyList<IReadOnlyList<Patch>> runs, Sites? more)
    {
        var known = pair.Corrupt.Keeping(Sites.Residual | (more ?? Sites.None));
        var done = 0;
        foreach (var replay in pair.Model.ReplayEach(known, runs, Sites.Of(pair.LastStream)))
        {
            yield return replay;
            pair.Progress?.Report((++done, runs.Count));
        }
    }
}
