using Claims.Drift.Decisions;
using Claims.Tests.Subjects;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Drift;

/// <summary>From verdicts and numbers to what became of a claim.</summary>
public sealed class ClaimDriftTests
{
    private static readonly Quantity Same =
        new("C", Form.Reproduce, "a", "%", 1, 1) { Margin = new(1, MarginSource.Rule), Decision = Decision.Equivalent };

    private static readonly Quantity Moved = Same with { Name = "b", After = 9, Decision = Decision.Drifted };

    private static readonly Quantity Open = Same with { Name = "c", Decision = Decision.Inconclusive };

    [Theory]
    [InlineData(Verdict.Holds, Verdict.Refuted, Decision.Drifted)]
    [InlineData(Verdict.Refuted, Verdict.Holds, Decision.Drifted)]
    [InlineData(Verdict.Holds, Verdict.Error, Decision.Drifted)]
    [InlineData(Verdict.Holds, Verdict.Inconclusive, Decision.Drifted)]
    [InlineData(Verdict.Inconclusive, Verdict.Refuted, Decision.Drifted)]
    [InlineData(Verdict.Holds, Verdict.Holds, Decision.Equivalent)]
    [InlineData(Verdict.Holds, Verdict.NotRun, Decision.NotComparable)]
    [InlineData(Verdict.NotRun, Verdict.NotRun, Decision.NotComparable)]
    public void A_claim_whose_verdict_changes_has_drifted_whatever_its_numbers_say(Verdict before, Verdict after, Decision expected) =>
        Of(before, after, Same).Decision.Should().Be(expected);

    [Theory]
    [InlineData(Expectation.Open, Verdict.Holds, Verdict.Inconclusive, Decision.Equivalent)]
    [InlineData(Expectation.Open, Verdict.Inconclusive, Verdict.Refuted, Decision.Equivalent)]
    [InlineData(Expectation.Open, Verdict.Holds, Verdict.Refuted, Decision.Drifted)]
    [InlineData(Expectation.NotRefuted, Verdict.Inconclusive, Verdict.Holds, Decision.Equivalent)]
    [InlineData(Expectation.NotRefuted, Verdict.Inconclusive, Verdict.Refuted, Decision.Drifted)]
    [InlineData(Expectation.NotHeld, Verdict.Refuted, Verdict.Inconclusive, Decision.Equivalent)]
    [InlineData(Expectation.NotHeld, Verdict.Inconclusive, Verdict.Holds, Decision.Drifted)]
    [InlineData(Expectation.Holds, Verdict.Holds, Verdict.Inconclusive, Decision.Drifted)]
    public void Where_the_registration_cannot_tell_which_its_numbers_decide(Expectation registered, Verdict before, Verdict after,
        Decision expected) =>
        ClaimDrift.Of(With(before) with { Expected = registered }, With(after) with { Expected = registered }, [Same]).Decision.Should()
            .Be(expected);

    [Fact]
    public void Else_its_numbers_decide()
    {
        Of(Verdict.Holds, Verdict.Holds, Same, Open, Moved).Should()
            .BeEquivalentTo(new { Decision = Decision.Drifted, Reason = "beyond the margin: b." });
        Of(Verdict.Holds, Verdict.Holds, Same, Open).Decision.Should().Be(Decision.Inconclusive);
        Of(Verdict.Inconclusive, Verdict.Inconclusive).Decision.Should().Be(Decision.Inconclusive, "no number is no evidence");
    }

    private static ClaimDrift Of(Verdict before, Verdict after, params Quantity[] quantities) =>
        ClaimDrift.Of(With(before), With(after), quantities);

    private static ClaimVerdict With(Verdict verdict) =>
        new(TinySubject.Middle, TinySubject.Middle.Forms[0], new Judgement(verdict, "so", []), Expectation.Holds, null, null);
}
