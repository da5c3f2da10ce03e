using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Section 4.2: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class AmplificationTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "CASCADE", MemberType = typeof(PlantedTrials))]
    public void The_outcome_signal_is_amplified_from_layer_5_through_11(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "CASCADE", form);
}
