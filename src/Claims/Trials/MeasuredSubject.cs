using System.Diagnostics;
using Claims.Measurements;
using Claims.Model;
using Claims.Subjects;

namespace Claims.Trials;

/// <summary>What every pair of a subject gave.</summary>
/// <param name="Pairs">The pairs, with their clips' hashes.</param>
/// <param name="Samples">The numbers of the measures that all pairs gave.</param>
/// <param name="NotMeasurable">By measure: what the subject lacks for it.</param>
/// <param name="Failed">By measure: how it failed.</param>
public sealed record MeasuredSubject(
    IReadOnlyList<MeasuredPair> Pairs, Samples Samples,
    IReadOnlyDictionary<string, NotMeasurableException> NotMeasurable, IReadOnlyDictionary<string, Exception> Failed)
{
    /// <summary>Tries every pair, one after the other; what an interrupted run finished is taken from where it was kept.</summary>
    public static MeasuredSubject Take(Subject subject, IReadOnlyList<Measure> measures, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(options);
        using var open = new OpenSubject(subject, options.Device ?? TorchSharp.torch.CPU, options.Dtype, options.Seed);
        var store = options.Kept is { } folder ? new PairStore(folder, subject, measures, options) : null;
        var taking = new Taking(measures, store, options, subject.Pairs.Count);
        foreach (var (index, pair) in subject.Pairs.Index())
        {
            using var trial = new PairTrial(open, pair, index, measures.Aggregate(Sites.None, (all, measure) => all | measure.Needs));
            taking.Pair(trial);
        }
        store?.Clear();
        return new MeasuredSubject(taking.Pairs, new Samples([.. taking.Pairs.Select(pair => pair.Numbers)]), taking.Lacking, taking.Failed);
    }

    private sealed class Taking(IReadOnlyList<Measure> measures, PairStore? store, VerificationOptions options, int pairs)
    {
        private static readonly Dictionary<string, IReadOnlyList<Numbers>> Nothing = [];

        private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(5);

        public List<MeasuredPair> Pairs { get; } = [];

        public Dictionary<string, NotMeasurableException> Lacking { get; } = [];

        public Dictionary<string, Exception> Failed { get; } = [];

        public void Pair(PairTrial trial)
        {
            var kept = store?.Find(trial.Measured(Nothing))?.Numbers ?? Nothing;
            var taken = new Dictionary<string, IReadOnlyList<Numbers>>();
            var sinceKept = Stopwatch.StartNew();
            try
            {
                for (var i = 0; i < measures.Count; i++)
                {
                    options.Cancellation.ThrowIfCancellationRequested();
                    if (kept.TryGetValue(measures[i].Name, out var numbers))
                        taken[measures[i].Name] = numbers;
                    else
                        Measure(measures[i], trial, taken);
                    options.Progress?.Report((Pairs.Count * measures.Count + i + 1, pairs * measures.Count));
                    // A pair of a large model takes long, and who interrupts it may not wait.
                    if (sinceKept.Elapsed > KeepEvery)
                    {
                        store?.Keep(trial.Measured(taken));
                        sinceKept.Restart();
                    }
                }
            }
            finally
            {
                // Also what a run that ends here has taken so far.
                if (taken.Keys.Except(kept.Keys).Any())
                    store?.Keep(trial.Measured(taken));
            }
            Pairs.Add(trial.Measured(taken));
        }

        private void Measure(Measure measure, PairTrial trial, Dictionary<string, IReadOnlyList<Numbers>> taken)
        {
            if (Lacking.ContainsKey(measure.Name) || Failed.ContainsKey(measure.Name))
                return;
            try
            {
                taken[measure.Name] = measure.Take(trial);
            }
            catch (NotMeasurableException lack)
            {
                Lacking[measure.Name] = lack;
            }
            // One measure's failure is that claim's Error, and must not take the others' verdicts along.
            catch (Exception failure) when (failure is not OperationCanceledException and not MissingException)
            {
                Failed[measure.Name] = failure;
            }
        }
    }
}
