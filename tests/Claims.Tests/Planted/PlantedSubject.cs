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

    /// <summary>
    /// By claim and check: what stands for the numbers that the paper reports of its own clips, derived from how the model is made.
    /// </summary>
    internal IReadOnlyDictionary<string, IReadOnlyDictionary<string, (double Low, double High)>> Reported { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, (double Low, double High)>>();

    /// <summary>A claim as the paper would make it of this model.</summary>
    internal Claim Of(Claim claim) => claim.Forms.Aggregate(Claim.That(claim.Id, claim.Statement, claim.At, claim.Numbers, claim.Corrected),
        (made, form) => Of(claim, form) is var own && form.Form == Form.Reproduce
            ? made.Reproduced(own.Protocol, own.Measures, own.Checks) : made.Controlled(own.Protocol, own.Measures, own.Checks));

    /// <inheritdoc cref="Of(Claim)"/>
    internal ClaimForm Of(Claim claim, ClaimForm form) => form with
    {
        Checks = samples => form.Checks(samples).Select(check => check.Band.Source != BandSource.Reported ? check
            : check with { Band = new Band(Place(claim, check).Low, Place(claim, check).High, BandSource.Reported) }),
    };

    private (double Low, double High) Place(Claim claim, Check check) => Reported[claim.Id][check.Name];

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
