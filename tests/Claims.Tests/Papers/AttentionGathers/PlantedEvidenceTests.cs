using Claims.Papers.AttentionGathers;
using Claims.Tests.Planted;
using Claims.Tests.Snapshots;
using Claims.Verdicts;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>The evidence itself: a change of weights, library or device shows as a difference that can be read.</summary>
[Collection("planted")]
public sealed class PlantedEvidenceTests
{
    public static TheoryData<string> Subjects => [.. PlantedSubjects.All.Select(planted => planted.Subject.Name)];

    [Theory]
    [MemberData(nameof(Subjects))]
    public Task Every_check_on(string subject) => Verify(string.Join("\n\n", PlantedTrials.Named(subject).Truths.Select(truth =>
    {
        var verdict = PlantedTrials.Verdict(subject, truth.Claim, truth.Form);
        return string.Join('\n',
            [$"{truth.Claim} {truth.Form}: {verdict.Verdict}",
                .. verdict.Judgement.Checks.Select(check => "  " + PlantedTrials.Evidence(check))]);
    }))).UseTextForParameters(subject["planted: ".Length..].Replace(' ', '-')).WithinTolerance(relative: 0.01, absolute: 0.01);

    [Fact]
    public void Every_claim_holds_on_one_subject_and_fails_on_another_in_either_form()
    {
        var truths = PlantedSubjects.All.SelectMany(planted => planted.Truths).ToArray();
        var missing = from claim in AttentionGathersPaper.Claims
                      from form in claim.Forms
                      from holds in new[] { true, false }
                      where !truths.Any(truth =>
                          truth.Claim == claim.Id && truth.Form == form.Form && (truth.Verdict == Verdict.Holds) == holds)
                      select $"{claim.Id} {form.Form}: no subject on which it {(holds ? "holds" : "fails")}";
        missing.Should().BeEmpty();
    }
}
