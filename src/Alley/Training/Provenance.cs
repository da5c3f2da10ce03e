namespace Claims.Alley.Training;

/// <summary>
/// Where a checkpoint came from: enough to make it again, bit for bit, on the same libraries and kind of processor. Nothing in it depends
/// on the clock.
/// </summary>
/// <param name="Command">The exact command.</param>
/// <param name="Recipe">All that it decided.</param>
/// <param name="Clips">What was trained on.</param>
/// <param name="Weights">What came of it.</param>
/// <param name="Libraries">Names and versions of what computed it.</param>
/// <param name="LossCurve">Means over every few steps.</param>
/// <param name="HeldOut">How well unseen scenes are classified.</param>
public sealed record Provenance(
    string Command, TrainingRecipe Recipe, TrainingClips Clips, TrainedWeights Weights, IReadOnlyDictionary<string, string> Libraries,
    IReadOnlyList<CurvePoint> LossCurve, HeldOutAccuracy HeldOut);

/// <summary>What was trained on.</summary>
/// <param name="FirstSeed">The first scene.</param>
/// <param name="Count">Scenes, one clip each.</param>
/// <param name="NamesSha256">Over the clips' names, "alley:SEED:WORD" and a line feed each, in the order they were seen.</param>
/// <param name="SampleSha256">Over the bytes of the first <paramref name="SampleCount"/> clips' frames, uint8 RGB [T, H, W, 3].</param>
/// <param name="SampleCount">Clips in the sample.</param>
public sealed record TrainingClips(long FirstSeed, long Count, string NamesSha256, string SampleSha256, int SampleCount);

/// <summary>What came of a training.</summary>
/// <param name="Count">Numbers.</param>
/// <param name="Sha256">Of model.safetensors.</param>
/// <param name="UntrainedSha256">Of the model.safetensors that the untrained model of the same seed has.</param>
public sealed record TrainedWeights(long Count, string Sha256, string UntrainedSha256);

/// <summary>Some steps' means.</summary>
/// <param name="Step">The last of them, from 1.</param>
/// <param name="Loss">Cross-entropy, nats.</param>
/// <param name="Accuracy">Share of actions classified right, each step before its update.</param>
/// <param name="GradientNorm">Before clipping.</param>
public sealed record CurvePoint(int Step, double Loss, double Accuracy, double GradientNorm)
{
    /// <summary>A curve's means over every few steps.</summary>
    public static IReadOnlyList<CurvePoint> Of(IReadOnlyList<StepResult> curve, int every = 10)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return [.. curve.Chunk(every).Select((some, i) => new CurvePoint(
            i * every + some.Length, some.Average(step => step.Loss), some.Average(step => step.Accuracy),
            some.Average(step => step.GradientNorm)))];
    }
}
