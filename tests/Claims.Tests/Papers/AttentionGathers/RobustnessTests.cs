using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Section 4.3, and the notebook: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class RobustnessTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "CLASS-ROBUST", MemberType = typeof(PlantedTrials))]
    public void The_class_survives_without_its_top_tokens(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "CLASS-ROBUST", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "ABLATION-CURVE", MemberType = typeof(PlantedTrials))]
    public void The_class_survives_as_k_is_iterated(string subject, Form form) => PlantedTrials.MustBeTrue(subject, "ABLATION-CURVE", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "FRAME-ROBUST", MemberType = typeof(PlantedTrials))]
    public void The_class_survives_without_frames_10_to_13(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "FRAME-ROBUST", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "COMPONENT-ROBUST", MemberType = typeof(PlantedTrials))]
    public void The_class_survives_without_any_one_update(string subject, Form form) =>
        PlantedTrials.MustBeTrue(subject, "COMPONENT-ROBUST", form);
}
