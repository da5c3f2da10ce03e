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
        var (lacking, failed) = (new Dictionary<string, NotMeasurableException>(), new Dictionary<string, Exception>());
        var store = options.Kept is { } folder ? new PairStore(folder, subject, measures, options) : null;
        var pairs = new List<MeasuredPair>();
        foreach (var pair in subject.Pairs)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            if (store?.Find(pair.Name) is { } kept)
            {
                pairs.Add(kept);
            }
            else
            {
                pairs.Add(TryPair(open, pair, pairs.Count, measures, lacking, failed));
                // What lacked something or failed is asked again next time.
                if (lacking.Count == 0 && failed.Count == 0)
                    store?.Keep(pairs[^1]);
            }
            options.Progress?.Report((pairs.Count, subject.Pairs.Count));
        }
        store?.Clear();
        return new MeasuredSubject(pairs, new Samples([.. pairs.Select(pair => pair.Numbers)]), lacking, failed);
    }

    private static MeasuredPair TryPair(
        OpenSubject open, SubjectPair pair, int index, IReadOnlyList<Measure> measures, Dictionary<string, NotMeasurableException> lacking, Dictionary<string, Exception> failed)
    {
        var wanted = measures.Where(measure => !lacking.ContainsKey(measure.Name) && !failed.ContainsKey(measure.Name)).ToArray();
        using var trial = new PairTrial(open, pair, index, wanted.Aggregate(Sites.None, (all, measure) => all | measure.Needs));
        var taken = new Dictionary<string, IReadOnlyList<Numbers>>();
        foreach (var measure in wanted)
        {
            try
            {
                taken[measure.Name] = measure.Take(trial);
            }
            catch (NotMeasurableException lack)
            {
                lacking[measure.Name] = lack;
            }
            // One measure's failure is that claim's Error, and must not take the others' verdicts along.
            catch (Exception failure) when (failure is not OperationCanceledException and not MissingException)
            {
                failed[measure.Name] = failure;
            }
        }
        return new MeasuredPair(pair.Name, trial.Clean.Source, trial.Clean.Sha256, trial.Corrupt.Source, trial.Corrupt.Sha256, taken);
    }
}

/// <summary>What one pair gave.</summary>
/// <param name="Name">The pair's.</param>
/// <param name="Clean">Source of the clean clip.</param>
/// <param name="CleanSha256">Of its pixel values.</param>
/// <param name="Corrupt">Source of the corrupted clip.</param>
/// <param name="CorruptSha256">Of its pixel values.</param>
/// <param name="Numbers">By the measure's name.</param>
public sealed record MeasuredPair(
    string Name, string Clean, string CleanSha256, string Corrupt, string CorruptSha256, IReadOnlyDictionary<string, IReadOnlyList<Numbers>> Numbers);
