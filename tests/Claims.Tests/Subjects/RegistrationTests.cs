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
    public void Bands_are_the_discovery_mean_and_six_standard_errors()
    {
        // 0 to 9: mean 4.5, standard deviation sqrt(55/6).
        var band =
            Registration.Band(Check.Of("n", "%", [.. Enumerable.Range(0, 10).Select(i => (double)i)]).Published(0, 1), heldOutPairs: 10);
        band.Low.Should().BeApproximately(4.5 - 6 * Math.Sqrt(55 / 6.0 / 10), 1e-4);
        band.High.Should().BeApproximately(4.5 + 6 * Math.Sqrt(55 / 6.0 / 10), 1e-4);
        var fewer =
            Registration.Band(Check.Of("n", "%", [.. Enumerable.Range(0, 10).Select(i => (double)i)]).Published(0, 1), heldOutPairs: 5);
        (fewer.High - fewer.Low).Should().BeApproximately((band.High - band.Low) * Math.Sqrt(2), 1e-3);
        Registration.Band(Check.Of("n", "%", [2, 2, 2]).Published(0, 1), 3).Should()
            .Be(new Band(1.9, 2.1, BandSource.Registered), "no narrower than what drift takes for the same");
    }

    [Fact]
    public void What_was_registered_is_what_the_held_out_pairs_are_judged_by()
    {
        using var folder = new TemporaryFolder();
        var expectations = Registered(folder.File("e.json"));
        expectations.For("MIDDLE", Form.Reproduce)!.Verdict.Should().Be(Verdict.Holds);
        expectations.For("MIDDLE", Form.Controlled)!.Should()
            .Match<ExpectedVerdict>(expected => expected.Verdict == Verdict.Refuted && expected.Reason!.Contains("lies outside"));
        expectations.Hash.Should().HaveLength(64);
        expectations.DerivedFrom.Should().Contain("10 discovery pairs, 0 to 9").And.Contain("weights aa");

        var result = Verification.Run(TinySubject.Of(expectations: expectations), [TinySubject.Middle]);
        result.AsExpected.Should().BeTrue();
        result.Verdicts[0].Judgement.Checks[0].Check.Band.Source.Should().Be(BandSource.Registered);
        result.Warnings.Should().BeEmpty();
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
        var better =
            expectations with
            {
                Verdicts = new Dictionary<(string, Form),
                ExpectedVerdict>(
                    expectations.Verdicts)
                {
                    [("MIDDLE", Form.Reproduce)] =
                    expectations.For("MIDDLE", Form.Reproduce)! with { Verdict = Verdict.Refuted }
                }
            };
        Verification.Run(TinySubject.Of(expectations: better), [TinySubject.Middle]).Verdicts[0].AsExpected.Should()
            .BeFalse("it holds, and Refuted was recorded");
    }

    [Fact]
    public void Where_nothing_is_registered_a_published_band_is_not_run()
    {
        var result = Verification.Run(TinySubject.Of(expectations: Expectations.None), [TinySubject.Middle]);
        result.Verdicts[0].Verdict.Should().Be(Verdict.NotRun);
        result.Verdicts[0].Remedy.Should().Contain("claims register");
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
        Registration.Write(path, Verification.Run(TinySubject.Of(firstSeed: 100) with { Frames = "uniform" }, [TinySubject.Middle]), 10);
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
        var act = () => Registration.Write(folder.File("e.json"), Verification.Run(TinySubject.Of(), [TinySubject.Failing]), 10);
        act.Should().Throw<BadInputException>().WithMessage("*no luck*");
        File.Exists(folder.File("e.json")).Should().BeFalse();
    }

    [Theory]
    [InlineData("\"verdict\": \"error\", \"reason\": \"x\"", "*never as expected*")]
    [InlineData("\"verdict\": \"refuted\", \"reason\": null", "*why MIDDLE*")]
    [InlineData("\"verdict\": \"wrong\", \"reason\": null", "*claims\\[0\\].verdict*")]
    [InlineData("\"verdict\": \"holds\", \"reason\": null, \"more\": 1", "*more*")]
    public void Expectations_that_say_nothing_are_refused(string fields, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("e.json"), $$"""{ "schema": "claims-expectations/1", "subject": "tiny", "published_bands": true, "derived_from": null, "claims": [ { "claim": "MIDDLE", "form": "reproduce", {{fields}}, "bands": [] } ] }""");
        var act = () => ExpectationsFile.Read(folder.File("e.json"), "tiny");
        act.Should().Throw<BadInputException>().WithMessage(message.Replace("\\", "", StringComparison.Ordinal)).Which.Page.Should()
            .Be("expectations");
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
        Registration.Write(path, Verification.Run(TinySubject.Of(firstSeed: 100), [TinySubject.Middle]), 10);
        return ExpectationsFile.Read(path, "tiny");
    }
}
