using Claims.Verdicts;

namespace Claims.Tests.Verdicts;

/// <summary>Every way a verdict can turn.</summary>
public sealed class JudgementTests
{
    private const uint Seed = 42;

    // Ten pairs about a middle, deviation 1: a 95 % interval of about 0.8 to either side.
    private static double[] About(double middle) =>
        [.. new[] { -1.5, -1.0, -0.75, -0.25, -0.1, 0.1, 0.25, 0.75, 1.0, 1.5 }.Select(x => middle + x)];

    [Theory]
    [InlineData(10, Verdict.Holds, IntervalPosition.Inside)]
    [InlineData(5.2, Verdict.Inconclusive, IntervalPosition.Undecided)]
    [InlineData(4.8, Verdict.Inconclusive, IntervalPosition.Undecided)]
    [InlineData(14.9, Verdict.Inconclusive, IntervalPosition.Undecided)]
    [InlineData(0, Verdict.Refuted, IntervalPosition.Outside)]
    [InlineData(20, Verdict.Refuted, IntervalPosition.Outside)]
    public void The_whole_interval_must_clear_the_band(double mean, Verdict verdict, IntervalPosition place)
    {
        var judgement = Of(Check.Of("number", "%", About(mean)).Published(5, 15));
        judgement.Verdict.Should().Be(verdict);
        judgement.Checks.Should().ContainSingle().Which.Place.Should().Be(place);
        judgement.Checks[0].Estimate.Should().BeApproximately(mean, 1e-9);
    }

    [Fact]
    public void All_checks_must_lie_inside_and_one_outside_refutes()
    {
        var (inside, across, outside) = (Named("a", 10), Named("b", 5), Named("c", 0));
        Of(inside, inside with { Name = "d" }).Verdict.Should().Be(Verdict.Holds);
        Of(inside, across).Verdict.Should().Be(Verdict.Inconclusive);
        var refuted = Of(inside, across, outside);
        refuted.Verdict.Should().Be(Verdict.Refuted);
        refuted.Reason.Should().Be("c lies outside.");
    }

    [Theory]
    [InlineData(Form.Reproduce, 7)]
    [InlineData(Form.Controlled, 7)]
    [InlineData(Form.Controlled, 1)]
    [InlineData(Form.Reproduce, 2)]
    public void Too_few_pairs_decide_nothing(Form form, int pairs)
    {
        var check = Check.Of("number", "%", [.. About(10).Take(pairs)]).Published(-100, 100);
        Judgement.Of(form, [check], Seed).Verdict.Should().Be(Verdict.Inconclusive);
        Judgement.Of(form, [check with { Values = [.. About(1000).Take(pairs)] }], Seed).Verdict.Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void Eight_pairs_are_enough() =>
        Of(Check.Of("number", "%", [.. About(10).Take(8)]).Published(5, 15)).Verdict.Should().Be(Verdict.Holds);

    [Theory]
    [InlineData(42, Verdict.Holds)]
    [InlineData(60, Verdict.Holds)]
    [InlineData(41.99, Verdict.Refuted)]
    [InlineData(60.01, Verdict.Refuted)]
    public void The_one_pair_of_a_published_protocol_is_judged_by_its_value(double value, Verdict verdict)
    {
        var judgement = Judgement.Of(Form.Reproduce, [Check.Of("recovery", "%", [value]).Published(42, 60)], Seed, papersOwn: true);
        judgement.Verdict.Should().Be(verdict);
        judgement.Checks[0].POutside.Should().Be(double.NaN);
    }

    [Fact]
    public void A_rules_bound_is_not_above_itself() =>
        Judgement.Of(Form.Reproduce, [Check.Of("difference", "%", [0.0]).Above(0)], Seed, papersOwn: true).Verdict.Should()
            .Be(Verdict.Refuted);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_number_is_an_error(double broken)
    {
        Of(Check.Of("number", "%", [.. About(10).Skip(1), broken]).Above(0)).Verdict.Should().Be(Verdict.Error);
        Of(Check.Of("number", "%", About(10), per: [.. About(10).Skip(1), broken]).Above(0)).Verdict.Should().Be(Verdict.Error);
    }

    [Fact]
    public void Denominators_that_add_up_to_nothing_are_an_error()
    {
        var none = Check.Of("ratio", "%", About(10), per: [.. About(10).Select(_ => 0.0)]).Above(0);
        Of(none).Verdict.Should().Be(Verdict.Error);
        Judgement.Of(Form.Reproduce, [none with { Values = [1], Per = [0] }], Seed, papersOwn: true).Verdict.Should().Be(Verdict.Error);
        Judgement.Of(Form.Reproduce, [none with { Values = [0], Per = [0] }], Seed, papersOwn: true).Verdict.Should().Be(Verdict.Error);
    }

    [Fact]
    public void Nothing_to_judge_by_is_an_error()
    {
        Of().Verdict.Should().Be(Verdict.Error);
        Of(Check.Of("number", "%", []).Above(0)).Verdict.Should().Be(Verdict.Error);
    }

    [Fact]
    public void What_was_picked_out_of_many_needs_more()
    {
        var check = Check.Of("head", "share", About(1)).Above(0);
        Of(check).Verdict.Should().Be(Verdict.Holds);
        Of(check with { PickedFrom = 144 }).Verdict.Should().Be(Verdict.Inconclusive);
        Of(check with { PickedFrom = 144, Values = About(-1) }).Verdict.Should().Be(Verdict.Inconclusive);
        Of(check with { Values = About(-1) }).Verdict.Should().Be(Verdict.Refuted);
    }

    [Fact]
    public void One_of_many_checks_refutes_only_after_Holms_correction()
    {
        var alone = Named("a", 4.1);
        Of(alone).Verdict.Should().Be(Verdict.Refuted);
        Of([alone, .. Enumerable.Range(0, 40).Select(i => Named($"n{i}", 10))]).Verdict.Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void A_ratio_of_sums_is_judged_by_the_ratio()
    {
        var judgement = Of(Check.Of("growth", "times", [.. About(30).Select(x => x * 2)], per: About(30)).Published(1.9, 2.1));
        judgement.Checks[0].Estimate.Should().BeApproximately(2, 1e-12);
        judgement.Verdict.Should().Be(Verdict.Holds);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var check = Check.Of("number", "%", About(10)).Above(0);
        Judgement.Of(Form.Controlled, [check], 1).Checks[0].Should().Be(Judgement.Of(Form.Controlled, [check], 1).Checks[0]);
        Judgement.Of(Form.Controlled, [check], 1).Checks[0].Low.Should().NotBe(Judgement.Of(Form.Controlled, [check], 2).Checks[0].Low);
    }

    [Fact]
    public void What_the_paper_reports_of_its_own_clips_is_judged_on_them_alone()
    {
        Check[] checks = [Named("recovery", 10), Check.Of("class logit", "logit", About(10)).Reported(16.9, 17)];
        var elsewhere = Judgement.Of(Form.Reproduce, checks, Seed);
        elsewhere.Verdict.Should().Be(Verdict.Holds, "another model has another logit");
        elsewhere.Checks[1].Place.Should().Be(IntervalPosition.NotJudged);
        Judgement.Of(Form.Reproduce, checks, Seed, papersOwn: true).Should().Match<Judgement>(own =>
            own.Verdict == Verdict.Refuted && own.Reason == "class logit lies outside.");
        Judgement.Of(Form.Reproduce, [checks[1]], Seed).Verdict.Should().Be(Verdict.NotApplicable, "nothing else is said");
    }

    [Fact]
    public void One_pair_decides_nothing_unless_it_is_the_papers_own()
    {
        Check[] checks = [Check.Of("recovery", "%", [50.0]).Published(42, 60)];
        Judgement.Of(Form.Reproduce, checks, Seed).Should().Match<Judgement>(one =>
            one.Verdict == Verdict.Inconclusive && one.Reason.StartsWith("1 pair is too few"));
        Judgement.Of(Form.Reproduce, checks, Seed, papersOwn: true).Verdict.Should().Be(Verdict.Holds);
        Judgement.Of(Form.Controlled, checks, Seed, papersOwn: true).Verdict.Should().Be(Verdict.Inconclusive);
    }

    private static Check Named(string name, double mean) => Check.Of(name, "%", About(mean)).Published(5, 15);

    private static Judgement Of(params Check[] checks) => Judgement.Of(Form.Controlled, checks, Seed);
}
