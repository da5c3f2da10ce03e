namespace Claims.Alley.Training;

/// <summary>What a step saw before its update.</summary>
/// <param name="Loss">Cross-entropy, nats; both losses together where there are two.</param>
/// <param name="Accuracy">Share of actions classified right.</param>
/// <param name="GradientNorm">Before clipping.</param>
public readonly record struct StepResult(double Loss, double Accuracy, double GradientNorm);
