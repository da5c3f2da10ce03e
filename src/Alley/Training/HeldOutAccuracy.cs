using Claims.Alley.Objects;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>What a model makes of a held-out clip.</summary>
/// <param name="Id">Which, action and outcome named.</param>
/// <param name="Predicted">The action that the model takes it for.</param>
/// <param name="PredictedOutcome">Whether its readout takes it for a success; null without a readout.</param>
public readonly record struct ClassifiedClip(AlleyClipId Id, AlleyAction Predicted, bool? PredictedOutcome)
{
    /// <summary>Whether the action is right.</summary>
    public bool Right => Predicted == Id.Action;
}

/// <summary>How well scenes that no training saw are classified.</summary>
/// <param name="FirstSeed">The first scene.</param>
/// <param name="Clips">Scenes, one clip each.</param>
/// <param name="Accuracy">Share of actions classified right.</param>
/// <param name="AccuracyLow">Its 95 % interval, by Wilson's method.</param>
/// <param name="AccuracyHigh">Its 95 % interval.</param>
/// <param name="OutcomeAccuracy">Share of outcomes classified right by the readout trained with the model, of the actions whose outcomes it
/// was trained on; null without one.</param>
/// <param name="Actions">One per action.</param>
public sealed record HeldOutAccuracy(
    long FirstSeed, int Clips, double Accuracy, double AccuracyLow, double AccuracyHigh, double? OutcomeAccuracy,
    IReadOnlyList<ActionAccuracy> Actions)
{
    private const int Together = 16;

    /// <summary>Measures.</summary>
    /// <param name="predict">Logits of actions [B, classes] and outcomes [B, 2] or null, of clips [B, T, C, H, W].</param>
    /// <param name="clips">How many scenes.</param>
    /// <param name="first">The first.</param>
    /// <param name="progress">Told how many are done.</param>
    public static HeldOutAccuracy Of(
        Func<Tensor, (Tensor Actions, Tensor? Outcomes)> predict, int clips, long first = AlleySeeds.HeldOut,
        IProgress<(int Done, int Of)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clips);
        var classified = new List<ClassifiedClip>();
        foreach (var some in Enumerable.Range(0, clips).Select(i => new AlleyClipId(first + i).Resolve()).Chunk(Together))
        {
            classified.AddRange(Tell(predict, some));
            progress?.Report((classified.Count, clips));
        }
        return Summary(classified, first);
    }

    /// <summary>The same of a checkpoint.</summary>
    public static HeldOutAccuracy Of(VideoModel model, int clips, long first = AlleySeeds.HeldOut,
        IProgress<(int Done, int Of)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(pixels =>
        {
            using var trace = model.Run(pixels);
            return (trace.Logits.alias(), null);
        }, clips, first, progress);
    }

    private static IEnumerable<ClassifiedClip> Tell(Func<Tensor, (Tensor Actions, Tensor? Outcomes)> predict,
        IReadOnlyList<AlleyClipId> clips)
    {
        using var scope = NewDisposeScope();
        var (actions, outcomes) = predict(AlleyBatch.PixelValues(clips));
        var classified = actions.argmax(1).data<long>().ToArray();
        var success = outcomes?.argmax(1).data<long>().ToArray();
        return [.. clips.Select((clip, i) =>
            new ClassifiedClip(clip, (AlleyAction)classified[i], success is null ? null : success[i] == 1))];
    }

    private static HeldOutAccuracy Summary(List<ClassifiedClip> classified, long first)
    {
        var right = classified.Count(clip => clip.Right);
        var (low, high) = ShareInterval.Of(right, classified.Count);
        return new(first, classified.Count, (double)right / classified.Count, low, high, Outcomes(classified),
            [.. classified.GroupBy(clip => clip.Id.Action!.Value).OrderBy(action => action.Key).Select(action => new ActionAccuracy(
                action.Key.Word(), action.Count(), action.Count(clip => clip.Right), action.Key.HasOutcome()
                    ? OutcomeAccuracies.Of([.. action]) : null)
            {
                OutcomeAccuracy = Outcomes(action),
            })]);
    }

    private static double? Outcomes(IEnumerable<ClassifiedClip> clips)
    {
        var decided = clips
            .Where(clip => AlleyData.LabelledOutcomes.Contains(clip.Id.Action!.Value) && clip.PredictedOutcome is not null).ToArray();
        return decided.Length == 0 ? null
            : decided.Average(clip => clip.PredictedOutcome == (clip.Id.Outcome == Outcome.Success) ? 1.0 : 0);
    }
}
