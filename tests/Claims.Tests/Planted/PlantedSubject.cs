using Claims.Subjects;
using Claims.Verdicts;

namespace Claims.Tests.Planted;

/// <summary>
/// A model whose mechanism is known because it was set by hand, with clips whose content is: so the verdicts of some claims are known as
/// well.
/// </summary>
/// <param name="Subject">Model, clips, and the bands and verdicts that follow from how it is made.</param>
/// <param name="Truths">The forms of claims that it speaks about.</param>
public sealed record PlantedSubject(Subject Subject, IReadOnlyList<PlantedTruth> Truths)
{
    /// <summary>How the model is made.</summary>
    internal PlantedCircuit Circuit { get; init; } = new();

    /// <summary>How its clips are made.</summary>
    internal PlantedWorld World { get; init; } = new();

    /// <summary>The same clips and expectations, the model made otherwise.</summary>
    internal Subject With(PlantedCircuit circuit) => Subject with { Load = (device, dtype) => PlantedModel.Build(circuit, device, dtype) };
}

/// <summary>What a form's verdict must be on a planted subject.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Form">Which form.</param>
/// <param name="Verdict">
/// Holds; or Refuted; or Inconclusive, where by construction the number in question is 0 on average, so that the one verdict that must not
/// be given is Holds.
/// </param>
/// <param name="Why">By construction: one sentence.</param>
public sealed record PlantedTruth(string Claim, Form Form, Verdict Verdict, string Why);
