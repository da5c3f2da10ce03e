using Claims.Measurements;
using Claims.Model;
using Claims.Subjects;
using static TorchSharp.torch;

namespace Claims.Trials;

/// <summary>A subject whose model is loaded. Owns the models.</summary>
public sealed class OpenSubject : IDisposable
{
    private readonly Lazy<VideoTransformer> _untrained;

    /// <summary>Loads a subject's model.</summary>
    /// <exception cref="MissingException">The subject is not on this machine.</exception>
    /// <exception cref="BadInputException">Its files cannot be used, or its target class is not the model's.</exception>
    public OpenSubject(Subject subject, Device device, ScalarType dtype, long seed)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.Missing is { } missing)
            throw missing;
        (Subject, Seed) = (subject, seed);
        Model = subject.Load(device, dtype);
        if (subject.Target is { } target)
        {
            Target = Model.Labels.ToList().IndexOf(target);
            if (Target < 0)
                throw new BadInputException($"the subject's target \"{target}\" is no class of its model.", subject.Name, $"Classes are {string.Join(", ", Model.Labels.Take(10))} ...");
        }
        _untrained = new Lazy<VideoTransformer>(() => subject.LoadUntrained?.Invoke(device, dtype)
            ?? UntrainedVivit.Create(Model as Vivit ?? throw new NotMeasurableException("there is no rule for the random weights of this model.", "Name a folder as \"untrained\" in the subject's file."), seed));
    }

    /// <summary>The subject.</summary>
    public Subject Subject { get; }

    /// <summary>Of all random draws.</summary>
    public long Seed { get; }

    /// <summary>The model.</summary>
    public VideoTransformer Model { get; }

    /// <summary>The same architecture, having learned nothing.</summary>
    public VideoTransformer Untrained => _untrained.Value;

    /// <summary>The class that is followed; null: what each clean run predicts.</summary>
    public int? Target { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Model.Dispose();
        if (_untrained.IsValueCreated)
            _untrained.Value.Dispose();
    }
}
