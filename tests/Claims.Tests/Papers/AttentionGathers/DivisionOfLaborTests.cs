using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>The title: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class DivisionOfLaborTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "DIVISION-OF-LABOR", MemberType = typeof(PlantedTrials))]
    public void Attention_gathers_and_MLPs_compose(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "DIVISION-OF-LABOR", form);
}
