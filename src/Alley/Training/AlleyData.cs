using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>The alley's clips as training data: a new scene for every clip, none twice.</summary>
/// <param name="labels">What is told about them.</param>
/// <param name="batch">Clips a step.</param>
public sealed class AlleyData(LabelKind labels, int batch) : ITrainingData
{
    /// <summary>The clips of a step.</summary>
    public IReadOnlyList<AlleyClipId> Clips(int step) => [.. Seeds(step, AlleySeeds.Training).Select(seed => new AlleyClipId(seed).Resolve())];

    /// <inheritdoc/>
    public TrainingBatch Batch(int step)
    {
        var clips = Clips(step);
        // The actions of other scenes: as often, and independent of what is seen.
        var told = labels == LabelKind.Shuffled ? [.. Seeds(step, AlleySeeds.Shuffled).Select(seed => new AlleyClipId(seed).Resolve())] : clips;
        return new TrainingBatch(AlleyBatch.PixelValues(clips), tensor(told.Select(clip => (long)clip.Action!).ToArray()),
            labels == LabelKind.ActionAndOutcome ? tensor(clips.Select(OutcomeLabel).ToArray()) : null);
    }

    /// <summary>1 for a success, 0 for a failure.</summary>
    public static long OutcomeLabel(AlleyClipId clip) => clip?.Outcome switch
    {
        Outcome.Success => 1,
        Outcome.Failure => 0,
        _ => TrainingBatch.NoOutcome,
    };

    private IEnumerable<long> Seeds(int step, long first) => Enumerable.Range(0, batch).Select(i => first + (long)step * batch + i);
}
