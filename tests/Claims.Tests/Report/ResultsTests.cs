using Claims.Assertions;
using Claims.Common;
using Claims.Report;
using Claims.Subjects;
using Claims.Tests.Snapshots;
using Claims.Tests.Subjects;
using Claims.Verdicts;
using Claims.Verifications;
using Xunit.Sdk;

namespace Claims.Tests.Report;

/// <summary>One result, as files and as assertions.</summary>
public sealed class ResultsTests
{
    private static VerificationResult Result() =>
        Verification.Run(TinySubject.Of(expectations: Recorded()), [TinySubject.Middle, TinySubject.Failing]);

    private static Expectations Recorded() => new("e5", "ten pairs", new Dictionary<(string, Form), ExpectedForm>
    {
        [("MIDDLE", Form.Reproduce)] = new(Expectation.Holds, null)
        {
            Numbers = new Dictionary<string, RegisteredNumber> { ["middle"] = new(new RegisteredInterval(4, 5)) },
        },
        [("MIDDLE", Form.Controlled)] = new(Expectation.Refuted, "it is four and a half")
        {
            Numbers = new Dictionary<string, RegisteredNumber> { ["middle"] = new(new RegisteredInterval(5, 6)) },
        },
    });

    [Fact]
    public Task Json_is_stable()
    {
        using var folder = new TemporaryFolder();
        Results.WriteJson(Result(), folder.File("results.json"), date: "2026-01-31");
        var lines = File.ReadAllLines(folder.File("results.json"));
        // What this machine has: not the schema's.
        var versions = Array.FindIndex(lines, line => line.Contains("\"dotnet\"", StringComparison.Ordinal));
        lines = [.. lines.Where((line, i) => i < versions || i > versions + 2)];
        return Verify(string.Join('\n', lines)).WithinTolerance(1e-6, 1e-9);
    }

    [Fact]
    public void The_same_verification_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "one", "two" })
            Results.Write(Result(), folder.File(name));
        foreach (var file in new[] { "results.json", "results.md", "results.html", "numbers.parquet" })
            File.ReadAllBytes(Path.Combine(folder.Path, "one", file)).Should()
                .Equal(File.ReadAllBytes(Path.Combine(folder.Path, "two", file)));
        Results.Write(Result(), folder.File("text"), numbers: NumbersForm.Csv);
        File.ReadLines(Path.Combine(folder.Path, "text", "numbers.csv")).Should()
            .StartWith(["pair,measure,name,unit,place,value", "0,place,place,%,,0"]).And.HaveCount(11);
    }

    [Fact]
    public void Pages_show_every_verdict_and_interpret_no_name()
    {
        using var folder = new TemporaryFolder();
        Results.Write(Result() with { Subject = TinySubject.Of(expectations: Recorded()) with { Description = "<script>*x*</script>" } },
            folder.Path);
        var html = File.ReadAllText(folder.File("results.html"));
        html.Should().Contain("&lt;script&gt;*x*&lt;/script&gt;").And.NotContain("<script").And
            .Contain("Refuted, as expected; 1 number has moved").And.Contain("Error, not Holds as expected").And
            .Contain("<svg").And.Contain("--claim MIDDLE");
        File.ReadAllText(folder.File("results.md")).Should()
            .Contain("\\<script\\>\\*x\\*").And.Contain("| MIDDLE | reproduce | 4.5 % \\[").And.Contain("it is four and a half");
    }

    [Fact]
    public void The_tally_counts_what_is_not_as_expected_apart() =>
        Tally.Of(Result()).Should().Be("3 forms: 1 as expected (1 holds), 2 unexpected; 1 of 2 numbers as registered, 1 moved.");

    [Fact]
    public void Assertions_tell_numbers_band_pair_seed_and_how_to_rerun()
    {
        var result = Result();
        var (reproduced, stoodUp) = (new ClaimResult(result, result.Verdicts[0]), new ClaimResult(result, result.Verdicts[1]));
        reproduced.Should().Hold().And.BeAsExpected();
        stoodUp.Should().Be(Verdict.Refuted);
        var moved = () => stoodUp.Should().BeAsExpected();
        moved.Should().Throw<XunitException>("its number has moved");
        var act = () => stoodUp.Should().Hold(because: "page {0} says so", 1);
        act.Should().Throw<XunitException>().WithMessage(
            "Expected MIDDLE (controlled) on tiny to be Holds because page 1 says so, but it is Refuted*4.5 % [*must be above 100: "
                + "outside; registered 5-6: moved; farthest: 0 on 0*10 pairs, seed 42, cpu, float32; again: "
                + "./claims verify --subject tiny --claim MIDDLE --device cpu --seed 42*");
    }

    [Fact]
    public void A_number_lies_within_a_band_with_its_ends()
    {
        60.0.Should().LieWithin(42, 60);
        var act = () => 60.5.Should().LieWithin(42, 60, because: "table 3 says so");
        act.Should().Throw<XunitException>().WithMessage("*within 42.0 to 60.0 because table 3 says so, but it is 60.5, 0.5 above.*");
        var nan = () => double.NaN.Should().LieWithin(42, 60);
        nan.Should().Throw<XunitException>();
    }

    [Fact]
    public void An_absent_subject_is_not_run_with_the_remedy()
    {
        var result =
            Verification.Run(TinySubject.Of() with { Missing = new MissingException("It is not here.", "Fetch it.") },
                [TinySubject.Middle]);
        result.Verdicts.Should().OnlyContain(verdict => verdict.Verdict == Verdict.NotRun && verdict.Remedy == "Fetch it.");
        result.AsExpected.Should().BeFalse("untested is not passed");
    }
}
