using static TorchSharp.torch;

namespace Claims.Measurements.Runs;

/// <summary>One of many clips.</summary>
/// <param name="Name">What tells it from the others.</param>
/// <param name="Outcome">What happens in it: one of two names.</param>
/// <param name="Scene">Where; clips of a scene look alike. Null: not known.</param>
/// <param name="Pixels">Reads it, [1, T, C, H, W], whenever asked; whoever asks disposes.</param>
public sealed record LabelledClip(string Name, string Outcome, string? Scene, Func<Tensor> Pixels);
