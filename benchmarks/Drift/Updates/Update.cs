using Claims.Model.Architectures.Vivit;

namespace Claims.Benchmarks;

/// <summary>A seeded update of a model's weights whose truth is known.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Strength">How much of it; 0 where there is only one strength.</param>
/// <param name="Harmful">Whether it changes what the model computes by more than rounding.</param>
/// <param name="Components">The components that it acts on; null: many.</param>
/// <param name="Make">The model after.</param>
public sealed record Update(string Kind, double Strength, bool Harmful, IReadOnlyList<string>? Components, Func<Vivit, Vivit> Make)
{
    /// <summary>Whether a claim's verdict cannot stay what it was, whatever the model has learned.</summary>
    public bool Certain { get; init; }
}
