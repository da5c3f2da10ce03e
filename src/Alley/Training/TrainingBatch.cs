using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>Clips with their labels.</summary>
/// <param name="Pixels">pixel_values, float32 [B, T, C, H, W].</param>
/// <param name="Actions">Class indices, int64 [B].</param>
/// <param name="Outcomes">0 or 1, and <see cref="NoOutcome"/> where there is none, int64 [B]; null where outcomes are no business of the
/// training.</param>
public sealed record TrainingBatch(Tensor Pixels, Tensor Actions, Tensor? Outcomes) : IDisposable
{
    /// <summary>What no loss counts.</summary>
    public const long NoOutcome = -100;

    /// <inheritdoc/>
    public void Dispose()
    {
        Pixels.Dispose();
        Actions.Dispose();
        Outcomes?.Dispose();
    }
}
