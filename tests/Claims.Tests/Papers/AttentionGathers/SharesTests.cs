using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Section 4.4, table 3: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class SharesTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "MLP-SHARE", MemberType = typeof(PlantedTrials))]
    public void A_patched_MLP_update_recovers_42_to_60_percent(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "MLP-SHARE", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "ATTENTION-SHARE", MemberType = typeof(PlantedTrials))]
    public void A_patched_attention_update_recovers_37_to_54_percent(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "ATTENTION-SHARE", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "MLP-OVER-ATTENTION", MemberType = typeof(PlantedTrials))]
    public void MLPs_recover_more_than_attention_in_layers_4_to_9(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "MLP-OVER-ATTENTION", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "DISTRIBUTED", MemberType = typeof(PlantedTrials))]
    public void No_single_component_recovers_the_whole_signal(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "DISTRIBUTED", form);
}
