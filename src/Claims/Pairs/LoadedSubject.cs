using Claims.Common;
using Claims.Model;
using Claims.Subjects;
using static TorchSharp.torch;

namespace Claims.Pairs;

/// <summary>A subject whose model is loaded. Owns the models.</summary>
public sealed class LoadedSubject : IDisposable
{
    private readonly VideoModel?[] _untrained = new VideoModel?[UntrainedRange.Models];

    /// <summary>Loads a subject's model.</summary>
    /// <exception cref="MissingException">The subject is not on this machine.</exception>
    /// <exception cref="BadInputException">Its files cannot be used, or its target class is not the model's.</exception>
    public LoadedSubject(Subject subject, Device device, ScalarType dtype, long seed)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.Missing is { } missing)
            throw missing;
        (Subject, Seed) = (subject, seed);
        Model = subject.Load(device, dtype);
        if (subject.Target is { } target)
        {
            Target = VideoModel.ClassNamed(Model.Labels, target, "Give the classes names of their own in config.json.", subject.Name);
        }
    }

    /// <summary>The subject.</summary>
    public Subject Subject { get; }

    /// <summary>Of all random draws.</summary>
    public long Seed { get; }

    /// <summary>The model.</summary>
    public VideoModel Model { get; }

    /// <summary>The same architecture, having learned nothing: a draw of several, see <see cref="UntrainedRange"/>.</summary>
    /// <exception cref="NotApplicableException">There is no rule for such a model's weights.</exception>
    public VideoModel Untrained(int draw) => _untrained[draw] ??= Model.Untrained(Seed + draw);

    /// <summary>The class that is followed; null: what each clean run predicts; -1: the model lacks it.</summary>
    public int? Target { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Model.Dispose();
        foreach (var untrained in _untrained)
            untrained?.Dispose();
    }
}
