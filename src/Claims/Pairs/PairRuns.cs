using Claims.Measurements.Arrays;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Subjects;

namespace Claims.Pairs;

/// <summary>
/// A pair of a subject being tried: its two runs, made once and shared by all measures, and its controls. A measure asks for what it
/// needs; what the subject lacks ends it with <see cref="NotMeasurableException"/>.
/// </summary>
public sealed class PairRuns : IDisposable
{
    private readonly Lazy<ClipRun?> _otherScene;
    private readonly Lazy<ClipPair> _untrained;
    private readonly SubjectClip _clean, _corrupt;
    private readonly Lazy<SubjectClip?> _other;

    internal PairRuns(LoadedSubject subject, SubjectPair pair, int index, Sites keep)
    {
        (Subject, Name) = (subject, pair.Name);
        _clean = pair.Clean(subject.Model);
        _corrupt = pair.Corrupt(subject.Model);
        Outcome = new ClipPair(subject.Model, _clean.Pixels, _corrupt.Pixels);
        Outcome.Plan(keep, keep);
        _other = new Lazy<SubjectClip?>(() => pair.OtherScene?.Invoke(subject.Model));
        _otherScene = new Lazy<ClipRun?>(() =>
        {
            if (_other.Value is not { } other)
                return null;
            var run = new ClipRun(subject.Model, other.Pixels);
            run.Plan(keep);
            return run;
        });
        _untrained = new Lazy<ClipPair>(() =>
        {
            var untrained = new ClipPair(subject.Untrained(index % UntrainedRange.Models), _clean.Pixels, _corrupt.Pixels);
            untrained.Plan(keep, keep);
            return untrained;
        });
    }

    /// <summary>The subject.</summary>
    public LoadedSubject Subject { get; }

    /// <summary>The pair's name.</summary>
    public string Name { get; }

    /// <summary>The clean clip.</summary>
    public SubjectClip Clean => _clean;

    /// <summary>The corrupted clip.</summary>
    public SubjectClip Corrupt => _corrupt;

    /// <summary>The control clip of another scene; null where the pair has none.</summary>
    public SubjectClip? OtherScene => _other.Value;

    /// <summary>The pair itself: clean and corrupt.</summary>
    public ClipPair Outcome { get; }

    /// <summary>
    /// The control of the same outcome: a clip of the corrupt one's outcome in another scene takes the clean one's place.
    /// </summary>
    /// <exception cref="NotMeasurableException">The subject has no such clips.</exception>
    public ClipPair Scene => _otherScene.Value is { } run ? Outcome.With(run)
        : throw new NotMeasurableException("the subject has no clips of the same outcome in another scene.",
            "Give each pair an \"other_scene\" in the subject's file.");

    /// <summary>
    /// The same clips in the same architecture untrained; pairs take turns over the draws of <see cref="UntrainedRange"/>.
    /// </summary>
    public ClipPair Untrained => _untrained.Value;

    /// <summary>The class that is followed.</summary>
    /// <exception cref="NotApplicableException">The model has no such class.</exception>
    public int Target => (Subject.Target ?? Outcome.PredictedClass) is >= 0 and var label ? label
        : throw new NotApplicableException($"the model has no class \"{Subject.Subject.Target}\": its classes are "
            + $"{string.Join(", ", Outcome.Model.Labels.Take(5))}{(Outcome.Model.Labels.Count > 5 ? ", ..." : "")}.");

    /// <summary>The tokens' grid.</summary>
    public TokenGrid Grid => TokenGrid.Of(Outcome.Model.Shape);

    /// <summary>The patch tokens that an object touches in a clip, per tubelet.</summary>
    /// <exception cref="NotMeasurableException">Nobody said where it is.</exception>
    public static IReadOnlyList<IReadOnlyList<int>> Where(SubjectClip clip, string item)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return clip.Objects.TryGetValue(item, out var places) ? places
            : throw new NotMeasurableException($"nobody said where the {item} is in {clip.Source}.",
                "Put a file of its boxes beside the clip: docs/tasks/clips.md.");
    }

    /// <summary>The pair with the numbers that it gave.</summary>
    internal MeasuredPair Measured(IReadOnlyDictionary<string, IReadOnlyList<Numbers>> numbers) =>
        new(Name, Clean.Source, Clean.Sha256, Corrupt.Source, Corrupt.Sha256, numbers)
        {
            OtherScene = OtherScene?.Source,
            OtherSceneSha256 = OtherScene?.Sha256,
            ClipNotes = [.. from clip in new[] { Clean, Corrupt, OtherScene }.OfType<SubjectClip>()
                from note in clip.Notes
                select new ClipNote(clip.Source, note)],
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        Outcome.Dispose();
        _clean.Dispose();
        _corrupt.Dispose();
        if (_otherScene.IsValueCreated)
            _otherScene.Value?.Dispose();
        if (_other.IsValueCreated)
            _other.Value?.Dispose();
        if (_untrained.IsValueCreated)
            _untrained.Value.Dispose();
    }
}
