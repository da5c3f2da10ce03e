using System.Diagnostics;
using Claims.Common;
using Claims.Common.Native;
using Claims.Measurements.Arrays;
using Claims.Model;
using Claims.Pairs;
using Claims.Subjects;

namespace Claims.Verifications;

/// <summary>What every pair of a subject gave.</summary>
/// <param name="Pairs">The pairs, with their clips' hashes.</param>
/// <param name="Samples">The numbers of the measures that all pairs gave.</param>
/// <param name="NotMeasurable">By measure: what the subject lacks for it.</param>
/// <param name="Failed">By measure: how it failed.</param>
public sealed record SubjectNumbers(
    IReadOnlyList<MeasuredPair> Pairs, Samples Samples,
    IReadOnlyDictionary<string, NotMeasurableException> NotMeasurable, IReadOnlyDictionary<string, Exception> Failed)
{
    // A model of more tokens keeps all native threads busy by itself, and a copy for each worker is dear. One of fewer computes with one
    // native thread, however many workers there are: sums depend on the number of threads.
    private const int FewTokens = 512;

    /// <summary>Tries every pair; what an interrupted run finished is found from where it was kept.</summary>
    public static SubjectNumbers Measure(Subject subject, IReadOnlyList<Measure> measures, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(measures);
        return Measure(subject, PairCounts.All(subject, measures), options);
    }

    /// <summary>Tries each measure on as many of the first pairs as it is to be computed on.</summary>
    internal static SubjectNumbers Measure(Subject subject, IReadOnlyList<(Measure Measure, int Pairs)> counts, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Measure[] measures = [.. counts.Select(one => one.Measure)];
        var store = options.Kept is { } folder ? new PairStore(folder, subject, measures, options) : null;
        var pairs = counts.Count == 0 ? subject.Pairs.Count : counts.Max(one => one.Pairs);
        var measuring = new Measuring(counts, store, options, pairs);
        using (var open = Open(subject, options))
        {
            if (!IsSmall(open.Model, options))
                MeasureEach(open, Enumerable.Range(0, pairs), measuring);
            else if (Math.Min(options.Workers, pairs) is > 1 and var workers)
                MeasureSideBySide(subject, options, measuring, (workers, pairs));
            else
                MeasureAlone(open, measuring, pairs);
        }
        store?.Clear();
        return new SubjectNumbers(measuring.Pairs, new Samples([.. measuring.Pairs.Select(pair => pair.Numbers)]), measuring.Lacking,
            measuring.Failed);
    }

    private static LoadedSubject Open(Subject subject, VerificationOptions options) =>
        new(subject, options.Device ?? TorchSharp.torch.CPU, options.Dtype, options.Seed);

    private static bool IsSmall(VideoModel model, VerificationOptions options) =>
        options.Device is null or { type: TorchSharp.DeviceType.CPU } && model.Tokens <= FewTokens;

    private static void MeasureEach(LoadedSubject open, IEnumerable<int> pairs, Measuring measuring)
    {
        foreach (var index in pairs)
        {
            using var runs = new PairRuns(open, open.Subject.Pairs[index], index, measuring.Keep);
            measuring.Pair(runs, index);
        }
    }

    private static void MeasureAlone(LoadedSubject open, Measuring measuring, int pairs)
    {
        using var native = new NativeThreads(1);
        MeasureEach(open, Enumerable.Range(0, pairs), measuring);
    }

    // Each worker has models of its own, and every workers-th pair.
    private static void MeasureSideBySide(Subject subject, VerificationOptions options, Measuring measuring, (int Workers, int Pairs) size)
    {
        var (workers, pairs) = size;
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
            {
                using var native = new NativeThreads(1);
                using var open = Open(subject, options);
                MeasureEach(open, Enumerable.Range(0, pairs).Where(index => index % workers == worker), measuring);
            });
        }
        catch (AggregateException e)
        {
            // Of several that workers met, what a user can do something about.
            var told = e.InnerExceptions.FirstOrDefault(inner => inner is MissingException or BadInputException) ?? e.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(told);
        }
    }

    private sealed class Measuring(IReadOnlyList<(Measure Measure, int Pairs)> counts, PairStore? store, VerificationOptions options,
        int pairs)
    {
        private static readonly Dictionary<string, IReadOnlyList<Numbers>> Nothing = [];

        private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(5);

        private readonly MeasuredPair?[] _pairs = new MeasuredPair?[pairs];

        // By measure: which pair it could not be found of, and why. The first pair counts, whichever is met first.
        private readonly Dictionary<string, (int Pair, Exception Why)> _without = [];

        private readonly Lock _lock = new();

        private readonly int _all = counts.Sum(one => one.Pairs);

        private int _done;

        public Sites Keep { get; } = counts.Aggregate(Sites.None, (all, one) => all | one.Measure.Needs);

        public IReadOnlyList<MeasuredPair> Pairs => [.. _pairs.OfType<MeasuredPair>()];

        public IReadOnlyDictionary<string, NotMeasurableException> Lacking => _without.Where(one => one.Value.Why is NotMeasurableException)
            .ToDictionary(one => one.Key, one => (NotMeasurableException)one.Value.Why);

        public IReadOnlyDictionary<string, Exception> Failed => _without.Where(one => one.Value.Why is not NotMeasurableException)
            .ToDictionary(one => one.Key, one => one.Value.Why);

        public void Pair(PairRuns runs, int index)
        {
            var kept = store?.Find(runs.Measured(Nothing))?.Numbers ?? Nothing;
            var found = new Dictionary<string, IReadOnlyList<Numbers>>();
            var sinceKept = Stopwatch.StartNew();
            try
            {
                foreach (var (measure, _) in counts.Where(one => index < one.Pairs))
                {
                    options.Cancellation.ThrowIfCancellationRequested();
                    if (kept.TryGetValue(measure.Key, out var numbers))
                        found[measure.Key] = numbers;
                    else
                        Measure(measure, runs, index, found);
                    Progress();
                    // A pair of a large model takes long, and who interrupts it may not wait.
                    if (sinceKept.Elapsed > KeepEvery)
                    {
                        store?.Keep(runs.Measured(found));
                        sinceKept.Restart();
                    }
                }
            }
            finally
            {
                // Also what a run that ends here has found so far.
                if (found.Keys.Except(kept.Keys).Any())
                    store?.Keep(runs.Measured(found));
            }
            _pairs[index] = runs.Measured(found);
        }

        private void Progress()
        {
            lock (_lock)
                options.Progress?.Report((++_done, _all));
        }

        private void Measure(Measure measure, PairRuns runs, int index, Dictionary<string, IReadOnlyList<Numbers>> found)
        {
            lock (_lock)
            {
                if (_without.TryGetValue(measure.Key, out var earlier) && earlier.Pair < index)
                    return;
            }
            try
            {
                found[measure.Key] = measure.Compute(runs);
            }
            // What a subject lacks, and one measure's failure, are that claim's verdict, and must not take the others' along.
            catch (Exception failure) when (failure is NotMeasurableException or (not OperationCanceledException and not MissingException))
            {
                lock (_lock)
                {
                    if (!_without.TryGetValue(measure.Key, out var earlier) || index < earlier.Pair)
                        _without[measure.Key] = (index, failure);
                }
            }
        }
    }
}
