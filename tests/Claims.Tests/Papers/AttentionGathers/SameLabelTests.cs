using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Section 3.1: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class SameLabelTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "SAME-LABEL", MemberType = typeof(PlantedTrials))]
    public void Both_clips_get_the_class(string subject, Form form) => PlantedTrials.MustBeTrue(subject, "SAME-LABEL", form);
}
