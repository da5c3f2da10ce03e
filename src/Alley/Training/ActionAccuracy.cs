using Claims.Alley.Objects;

namespace Claims.Alley.Training;

/// <summary>How an action's held-out clips are classified.</summary>
/// <param name="Action">Its name.</param>
/// <param name="Clips">Held-out clips of it.</param>
/// <param name="Right">Those classified right.</param>
/// <param name="Outcomes">By outcome, where the action has one.</param>
public sealed record ActionAccuracy(string Action, int Clips, int Right, OutcomeAccuracies? Outcomes)
{
    /// <summary>Share of its outcomes classified right; null where there is no readout of them.</summary>
    public double? OutcomeAccuracy { get; init; }
}

/// <summary>An action's clips by outcome: whether both are classified alike.</summary>
/// <param name="SuccessClips">Clips that end in success.</param>
/// <param name="SuccessRight">Those whose action is classified right.</param>
/// <param name="FailureClips">The others.</param>
/// <param name="FailureRight">Those whose action is classified right.</param>
/// <param name="Difference">Accuracy with success less that with failure, in points.</param>
/// <param name="DifferenceLow">The 95 % interval of it, by Newcombe's method.</param>
/// <param name="DifferenceHigh">The 95 % interval of it.</param>
public sealed record OutcomeAccuracies(int SuccessClips, int SuccessRight, int FailureClips, int FailureRight, double Difference,
    double DifferenceLow, double DifferenceHigh)
{
    internal static OutcomeAccuracies Of(IReadOnlyList<ClassifiedClip> clips)
    {
        var ((successes, right), (failures, rightToo)) = (Count(Outcome.Success), Count(Outcome.Failure));
        var (low, high) = successes > 0 && failures > 0 ? ShareInterval.OfDifference((right, successes), (rightToo, failures))
            : (double.NaN, double.NaN);
        return new(successes, right, failures, rightToo, 100 * ((double)right / successes - (double)rightToo / failures), 100 * low,
            100 * high);

        (int, int) Count(Outcome outcome) =>
            (clips.Count(clip => clip.Id.Outcome == outcome), clips.Count(clip => clip.Id.Outcome == outcome && clip.Right));
    }
}
