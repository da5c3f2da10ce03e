using Claims.Alley.Objects;
using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>
/// The alley's clips as training data: a new scene for every clip, none twice. Where outcomes are labelled, both of a scene go side by
/// side: what differs between the two is the outcome alone, and is found in far fewer steps. Every other scene is then of one of the two
/// labelled actions that are harder than bowling.
/// </summary>
/// <param name="labels">Which labels they get.</param>
/// <param name="batch">Clips a step.</param>
/// <param name="firstClip">The first step's first clip: those before it were another training's.</param>
public sealed class AlleyData(LabelKind labels, int batch, long firstClip = 0) : ITrainingData
{
    private static readonly AlleyAction[] Harder = [AlleyAction.Basketball, AlleyAction.Billiards];

    /// <summary>
    /// Actions whose outcomes are labelled where outcomes are. Not golf and football: their ball is two pixels wide at its goal, and after
    /// many thousand pairs of clips a model that reads 16 x 16 pixels as one token tells their outcomes little better than by chance.
    /// </summary>
    public static IReadOnlyList<AlleyAction> LabelledOutcomes { get; } = [AlleyAction.Bowling, .. Harder];

    /// <summary>The clips of a step.</summary>
    public IReadOnlyList<AlleyClipId> Clips(int step)
    {
        var clips = Seeds(step, AlleySeeds.Training).Select(seed => new AlleyClipId(seed).Resolve()).ToArray();
        if (labels != LabelKind.ActionAndOutcome)
            return clips;
        for (var i = 0; i + 1 < clips.Length; i += 2)
        {
            var pair = step * (long)(clips.Length / 2) + i / 2;
            if (pair % 2 == 1)
                clips[i] = new AlleyClipId(clips[i].Seed, Harder[pair / 2 % Harder.Length]).Resolve();
            if (clips[i].Outcome is Outcome.Success or Outcome.Failure)
                (clips[i], clips[i + 1]) = (clips[i] with { Outcome = Outcome.Success }, clips[i] with { Outcome = Outcome.Failure });
        }
        return clips;
    }

    /// <inheritdoc/>
    public TrainingBatch Batch(int step)
    {
        var clips = Clips(step);
        // The actions of other scenes: as often, and independent of what is seen.
        var labelled = labels == LabelKind.Shuffled ? [.. Seeds(step, AlleySeeds.Shuffled).Select(seed => new AlleyClipId(seed).Resolve())]
            : clips;
        return new TrainingBatch(AlleyBatch.PixelValues(clips), tensor(labelled.Select(clip => (long)clip.Action!).ToArray()),
            labels == LabelKind.ActionAndOutcome ? tensor(clips.Select(OutcomeLabel).ToArray()) : null);
    }

    /// <summary>1 for a success, 0 for a failure, of an action whose outcome is labelled.</summary>
    public static long OutcomeLabel(AlleyClipId clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return clip.Action is not { } action || !LabelledOutcomes.Contains(action) ? TrainingBatch.NoOutcome
            : clip.Outcome == Outcome.Success ? 1 : 0;
    }

    private IEnumerable<long> Seeds(int step, long first) =>
        Enumerable.Range(0, batch).Select(i => first + firstClip + (long)step * batch + i);
}
