using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Sections 3.2.1, 4.1.1 and 4.1.2: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class DirectAttributionTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "DLA-IDENTITY", MemberType = typeof(PlantedTrials))]
    public void The_parts_of_CLS_add_up_to_the_logit(string subject, Form form) => PlantedTrials.MustBeTrue(subject, "DLA-IDENTITY", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "DLA-LATE", MemberType = typeof(PlantedTrials))]
    public void The_class_appears_from_layer_9_on(string subject, Form form) => PlantedTrials.MustBeTrue(subject, "DLA-LATE", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "TOKEN-MAP", MemberType = typeof(PlantedTrials))]
    public void Contributing_tokens_are_spread_in_time_and_central(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "TOKEN-MAP", form);
}
