using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Section 4.1.3: the verdict is the truth on every planted subject where it is known.</summary>
[Collection("planted")]
public sealed class HeadsTests
{
    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "HEAD-FOCUS", MemberType = typeof(PlantedTrials))]
    public void L9H8_looks_at_ball_and_pins(string subject, Form form) => PlantedTrials.MustBeTrue(subject, "HEAD-FOCUS", form);

    [Theory]
    [MemberData(nameof(PlantedTrials.Of), "HEAD-TRACK", MemberType = typeof(PlantedTrials))]
    public void L10H8_follows_the_ball_then_the_pins(string subject, Form form) => PlantedTrials.MustBeTrue(subject, "HEAD-TRACK", form);
}
