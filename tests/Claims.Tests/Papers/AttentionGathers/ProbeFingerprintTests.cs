using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Section 4.1.4, and the abstract: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class ProbeFingerprintTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "PROBE-FINGERPRINT", MemberType = typeof(PlantedTrials))]
    public void A_probe_separates_the_outcomes_from_layer_0_on(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "PROBE-FINGERPRINT", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "OUTCOME-SIGNAL", MemberType = typeof(PlantedTrials))]
    public void The_outcome_is_in_a_hidden_signal(string subject, Form form) => PlantedTrials.MustBeTrue(subject, "OUTCOME-SIGNAL", form);
}
