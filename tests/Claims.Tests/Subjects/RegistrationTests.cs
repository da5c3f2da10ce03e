using Claims.Common;
using Claims.Registrations;
using Claims.Subjects;
using Claims.Subjects.Files;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Subjects;

/// <summary>From discovery pairs to expectations, and what verdicts make of them.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void Intervals_are_what_is_foreseen_and_four_and_a_half_deviations()
    {
        Registration.Interval(4.5, 1).Should().Be(new RegisteredInterval(0, 9));
        Registration.Interval(2, 0).Should().Be(new RegisteredInterval(1.9, 2.1), "no narrower than what drift takes for the same");
        Registration.Interval(0, 0).Contains(1e-7).Should().BeTrue("rounding moves nothing");
    }

    [Fact]
    public void What_was_registered_is_compared_and_is_no_ground_of_a_verdict()
    {
        using var folder = new TemporaryFolder();
        var expectations = Registered(folder.File("e.json"));
        expectations.For("MIDDLE", Form.Reproduce)!.Verdict.Should().Be(Expectation.Holds);
        expectations.For("MIDDLE", Form.Controlled)!.Should()
            .Match<ExpectedForm>(expected => expected.Verdict == Expectation.Refuted && expected.Reason!.Contains("lies outside"));
        expectations.Hash.Should().HaveLength(64);
        expectations.DerivedFrom.Should().Contain("24 discovery pairs, 0 to 23").And.Contain("weights aa");

        var result = Verification.Run(TinySubject.Of(24, expectations: expectations), [TinySubject.Middle]);
        result.AsExpected.Should().BeTrue();
        var check = result.Verdicts[0].Judgement.Checks[0];
        check.Check.Band.Source.Should().Be(BandSource.Published, "the verdict is about the statement");
        check.Registered.Should().NotBeNull();
        result.Warnings.Should().BeEmpty();

        var moved = expectations with
        {
            Forms = expectations.Forms.ToDictionary(form => form.Key, form => form.Value with
            {
                Numbers = new Dictionary<string, RegisteredNumber> { ["middle"] = new(new RegisteredInterval(100, 200)) },
            }),
        };
        var other = Verification.Run(TinySubject.Of(24, expectations: moved), [TinySubject.Middle]);
        other.Verdicts[0].Verdict.Should().Be(result.Verdicts[0].Verdict);
        other.Verdicts[0].Should().Match<ClaimVerdict>(verdict => verdict.AsExpected && verdict.IsUnexpected && verdict.Moved.Count() == 1);
        other.AsExpected.Should().BeFalse();
    }

    [Fact]
    public void The_same_measurements_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Registered(folder.File("one.json")).Hash.Should().Be(Registered(folder.File("two.json")).Hash);
    }

    [Fact]
    public void A_change_in_either_direction_is_not_as_expected()
    {
        using var folder = new TemporaryFolder();
        var expectations = Registered(folder.File("e.json"));
        var better = expectations with
        {
            Forms = new Dictionary<(string, Form), ExpectedForm>(expectations.Forms)
            {
                [("MIDDLE", Form.Reproduce)] = expectations.For("MIDDLE", Form.Reproduce)! with { Verdict = Expectation.Refuted },
            },
        };
        Verification.Run(TinySubject.Of(24, expectations: better), [TinySubject.Middle]).Verdicts[0].AsExpected.Should()
            .BeFalse("it holds, and Refuted was registered");
    }

    [Fact]
    public void Where_nothing_is_registered_a_claim_is_judged_and_expected_to_hold()
    {
        var result = Verification.Run(TinySubject.Of(24, expectations: Expectations.None), [TinySubject.Middle]);
        result.Verdicts[1].Should().Match<ClaimVerdict>(verdict => verdict.Verdict == Verdict.Refuted
            && verdict.Expected == Expectation.Holds && verdict.IsUnexpected);
    }

    [Fact]
    public void So_few_discovery_pairs_are_refused()
    {
        using var folder = new TemporaryFolder();
        var act = () => Registration.Write(folder.File("e.json"), Verification.Run(TinySubject.Of(11), [TinySubject.Middle]), 10);
        act.Should().Throw<BadInputException>().WithMessage("11 discovery pairs foresee nothing; 12 are the fewest*");
    }

    [Fact]
    public void Other_weights_than_the_registrations_are_told()
    {
        using var folder = new TemporaryFolder();
        var subject =
            TinySubject.Of(expectations: Registered(folder.File("e.json"))) with
            {
                ModelHashes = new Dictionary<string, string>
                { ["weights"] = "bb" }
            };
        Verification.Run(subject, [TinySubject.Middle]).Warnings.Should().ContainSingle().Which.Should().Contain("weights differs");
    }

    [Fact]
    public void Clips_that_are_sampled_otherwise_than_the_registrations_are_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("e.json");
        Registered(path).Frames.Should().BeNull();
        File.ReadAllText(path).Should().NotContain("\"frames\"", "nobody said");
        Registration.Write(path,
            Verification.Run(TinySubject.Of(24, firstSeed: 100) with { Frames = "uniform" }, [TinySubject.Middle]), 10);
        var uniform = ExpectationsFile.Read(path, "tiny");
        uniform.Frames.Should().Be("uniform");
        uniform.DerivedFrom.Should().EndWith(", frames uniform");

        Warnings("uniform").Should().BeEmpty();
        Warnings("seeded:7, stream 1").Should().ContainSingle().Which.Should()
            .Contain("read with frames uniform; these are read with frames seeded:7, stream 1.");
        Warnings(null).Should().ContainSingle().Which.Should().EndWith("these are read with the default frames.");

        IReadOnlyList<string> Warnings(string? frames) =>
            Verification.Run(TinySubject.Of(expectations: uniform) with { Frames = frames }, [TinySubject.Middle]).Warnings;
    }

    [Fact]
    public void An_error_is_never_registered()
    {
        using var folder = new TemporaryFolder();
        var act = () => Registration.Write(folder.File("e.json"), Verification.Run(TinySubject.Of(24), [TinySubject.Failing]), 10);
        act.Should().Throw<BadInputException>().WithMessage("*no luck*");
        File.Exists(folder.File("e.json")).Should().BeFalse();
    }

    [Theory]
    [InlineData("\"expected\": \"error\", \"reason\": \"x\"", "*claims\\[0\\].expected*")]
    [InlineData("\"expected\": \"refuted\", \"reason\": null", "*why MIDDLE*")]
    [InlineData("\"expected\": \"holds or refuted\", \"reason\": null", "*claims\\[0\\].expected*")]
    [InlineData("\"expected\": \"holds\", \"reason\": null, \"more\": 1", "*more*")]
    [InlineData("\"expected\": \"holds\", \"reason\": null, \"pairs\": 7", "*fewer than 8 pairs*")]
    [InlineData("\"expected\": \"open\", \"reason\": \"x\", \"probabilities\": { \"holds\": 1.5 }", "*between 0 and 1*")]
    public void Expectations_that_say_nothing_are_refused(string fields, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("e.json"), $$"""{ "schema": "claims-expectations/2", "subject": "tiny", "papers_own": true, "derived_from": null, "claims": [ { "claim": "MIDDLE", "form": "reproduce", {{fields}} } ] }""");
        var act = () => ExpectationsFile.Read(folder.File("e.json"), "tiny");
        act.Should().Throw<BadInputException>().WithMessage(message.Replace("\\", "", StringComparison.Ordinal)).Which.Page.Should()
            .Be("expectations");
    }

    [Fact]
    public void The_older_schema_is_refused_with_the_command_that_makes_the_new()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("e.json"), """{ "schema": "claims-expectations/1", "subject": "tiny", "claims": [] }""");
        var act = () => ExpectationsFile.Read(folder.File("e.json"), "tiny");
        act.Should().Throw<BadInputException>().WithMessage("*claims-expectations/1*./claims register --subject tiny --force*");
    }

    [Fact]
    public void Another_subjects_expectations_are_refused()
    {
        using var folder = new TemporaryFolder();
        Registered(folder.File("e.json"));
        var act = () => ExpectationsFile.Read(folder.File("e.json"), "other");
        act.Should().Throw<BadInputException>().WithMessage("*not of other*");
    }

    private static Expectations Registered(string path)
    {
        Registration.Write(path, Verification.Run(TinySubject.Of(24, firstSeed: 100), [TinySubject.Middle]), 24);
        return ExpectationsFile.Read(path, "tiny");
    }
}
