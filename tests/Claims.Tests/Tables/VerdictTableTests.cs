using Claims.Cli.VerifyCommand;
using Claims.Common;
using Claims.Report;
using Claims.Subjects;
using Claims.Tests.Subjects;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Tables;

/// <summary>What `claims verify` shows of its verdicts, on screens of the usual widths.</summary>
public sealed class VerdictTableTests
{
    [Fact]
    public Task A_row_says_what_was_measured_where_it_must_lie_and_whether_it_was_expected() => Verify(OnScreen.All(() =>
        VerdictTable.ShowForms(
        [
            Of("MLP-SHARE", Verdict.Refuted, Expectation.Refuted, At(8.1, moved: false), At(4.8, moved: false)),
            Of("ATTENTION-GATHERS-MLPS-COMPOSE", Verdict.Holds, Expectation.Refuted, At(48, moved: true)),
            Of("OUTCOME-SIGNAL", Verdict.Inconclusive, Expectation.NotRefuted, At(42, moved: false)),
            Of("CASCADE", Verdict.Holds, Expectation.Open, At(43, moved: false)),
            Of("DLA-IDENTITY", Verdict.NotApplicable, Expectation.NotApplicable),
            Of("HEAD-TRACK", Verdict.Error, Expectation.Open),
        ])));

    [Fact]
    public void What_is_unexpected_is_said_in_five_lines_at_most()
    {
        var result = Verification.Run(TinySubject.Of(24, expectations: Registered(Expectation.Refuted)), [TinySubject.Middle]);
        var shown = OnScreen.Of(300, () => VerdictDetails.Unexpected(result, result.Verdicts[0])).Trim().Split('\n');
        shown.Should().HaveCount(5);
        shown[0].Should().Be("MIDDLE, reproduce: Holds, not Refuted as expected");
        shown[1].Should().StartWith("  the paper says: the middle lies between -5 and 30 (page 1)");
        shown[3].Should().Be("  expected: Refuted. Refuted was registered: so");
    }

    [Fact]
    public void Too_few_pairs_are_one_line_and_say_how_many_decide()
    {
        var result = Verification.Run(TinySubject.Of(1, expectations: Registered(Expectation.Refuted)), [TinySubject.Middle]);
        var shown = OnScreen.Of(300, () => VerdictTable.Show(result, details: false)).Trim();
        shown.Should().EndWith("1 pair: nothing can be decided; 16 decide 1 of 2 forms, 24 decide 2.");
        FewPairs.Of(Verification.Run(TinySubject.Of(3), [TinySubject.Middle])).Should()
            .StartWith("3 pairs: nothing can be decided; 8 are the fewest");
        FewPairs.Of(Verification.Run(TinySubject.Of(24), [TinySubject.Middle])).Should().BeNull();
    }

    [Fact]
    public void Of_a_subject_that_is_not_here_no_empty_rows_are_shown() => OnScreen.Of(80, () => VerdictTable.Show(Verification.Run(
        TinySubject.Of() with { Missing = new MissingException("It is not here.", "Fetch it.") }, [TinySubject.Middle]), details: true))
        .Should().BeEmpty();

    [Fact]
    public void The_summary_counts_open_forms_and_what_has_no_meaning_apart()
    {
        var result = Verification.Run(TinySubject.Of(24), [TinySubject.Middle]) with
        {
            Verdicts =
            [
                Of("A", Verdict.Holds, Expectation.Holds), Of("B", Verdict.Refuted, Expectation.Refuted),
                Of("C", Verdict.Inconclusive, Expectation.NotRefuted), Of("D", Verdict.Holds, Expectation.Open),
                Of("E", Verdict.NotApplicable, Expectation.NotApplicable), Of("F", Verdict.NotRun, Expectation.NotRun),
                Of("G", Verdict.Holds, Expectation.NotHeld), Of("H", Verdict.Error, Expectation.Open),
                Of("I", Verdict.Holds, Expectation.Open, At(43, moved: true)),
            ],
        };
        Tally.Of(result).Should().Be("9 forms: 3 as expected (1 holds, 1 refuted, 1 not refuted), 3 unexpected, 1 open, 1 not run, "
            + "1 not applicable; 0 of 1 numbers as registered, 1 moved.");
        result.AsExpected.Should().BeFalse();
    }

    private static ClaimVerdict Of(string id, Verdict verdict, Expectation expected, params CheckResult[] checks)
    {
        var claim = Claim.That(id, "so it is", at: "page 1").Reproduced("as published", by: [TinySubject.Place], expecting: _ => []);
        return new ClaimVerdict(claim, claim.Forms[0], new Judgement(verdict, "so", checks), expected, "so", null);
    }

    private static CheckResult At(double estimate, bool moved) => new(
        Check.Of($"recovery {estimate}", "%", [estimate]).Published(41.5, 60.5), estimate, estimate - 2, estimate + 2, 0.5,
        IntervalPosition.Outside)
    { Registered = moved ? new RegisteredInterval(0, 1) : new RegisteredInterval(0, 100) };

    private static Expectations Registered(Expectation reproduced) => new("e5", "pairs", new Dictionary<(string, Form), ExpectedForm>
    {
        [("MIDDLE", Form.Reproduce)] = new(reproduced, "so") { Pairs = 16 },
        [("MIDDLE", Form.Controlled)] = new(Expectation.Refuted, "so") { Pairs = 24 },
    });
}
