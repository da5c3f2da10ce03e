using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Registrations;
using Claims.Verdicts;
using MathNet.Numerics.Random;

namespace Claims.Tests.Subjects;

/// <summary>What discovery pairs foresee, where the truth is known: numbers drawn from a normal distribution, or coins.</summary>
public sealed class ForesightTests
{
    private const int Discovery = 96, HeldOut = 96;

    private static readonly Measure Number = new("number", _ => []) { Paper = "tests" };

    [Theory]
    [InlineData(5, Expectation.Holds, 16)]
    [InlineData(-5, Expectation.Refuted, 16)]
    [InlineData(0.7, Expectation.Holds, 64)]
    [InlineData(-0.7, Expectation.Refuted, 64)]
    [InlineData(0.3, Expectation.NotRefuted, 16)]
    [InlineData(-0.3, Expectation.NotHeld, 16)]
    [InlineData(0, Expectation.Open, 16)]
    public void One_verdict_is_expected_or_one_is_excluded_or_none(double mean, Expectation expected, int pairs)
    {
        var foreseen = Of(Above(0), Normal(mean));
        foreseen.Expected.Should().Be(expected);
        foreseen.Pairs.Should().BeInRange(pairs * 3 / 4, pairs);
    }

    [Fact]
    public void An_open_form_says_how_many_pairs_would_decide_it()
    {
        // Of a mean of 0.2 deviations: t of 4.0 in 98 of 100 draws asks for ((1.96 + 2.05) / 0.2)^2 = 402 pairs; 200 draws know the mean to
        // 0.016.
        Of(Above(0), Normal(0.2)).PairsToDecide.Should().BeInRange(300, 720);
        (Of(Above(0), Normal(0)).PairsToDecide ?? int.MaxValue).Should().BeGreaterThan(10_000, "no number of pairs moves it off the edge");
        Of(Above(0), Normal(5)).PairsToDecide.Should().BeNull("it is decided");
    }

    [Fact]
    public void Shares_that_never_failed_may_yet_fail()
    {
        var form = Form(samples => [Check.Share("so", samples.At(Number, "n")).Above(0.85)]);
        var all = Of(Enumerable.Repeat(1.0, Discovery));
        // 24 of 24 leave 14.2 % of which it is not so: one that fails turns the verdict. 64 bear some.
        Of(form, all).Should().Match<Foresight>(one => one.Expected == Expectation.Holds && one.Pairs >= 48);
        new FreshDraws(form, all, 24, 42).Frequencies(24, papersOwn: false)[Verdict.Holds].Should().BeLessThan(0.95);
    }

    [Fact]
    public void Numbers_scatter_as_fresh_pairs_about_what_the_discovery_pairs_gave()
    {
        var (_, number, deviation) = new FreshDraws(Above(0), Normal(3), 32, 42).Numbers(32).Single();
        number.Should().BeApproximately(3, 0.05);
        deviation.Should().BeApproximately(Math.Sqrt(1.0 / 32 + 1.0 / Discovery), 0.02);
    }

    [Fact]
    public void Of_fresh_draws_a_verdict_comes_as_often_as_was_foreseen()
    {
        // Registered from one draw each, and tried on another of the same distribution: 400 times.
        var random = new MersenneTwister(7, threadSafe: false);
        var (wrong, decided) = (0, 0);
        for (var draw = 0; draw < 60; draw++)
        {
            double[] discovery = [.. Enumerable.Range(0, 48).Select(_ => MathNet.Numerics.Distributions.Normal.Sample(random, 0.9, 1))];
            var foreseen = Of(Above(0), Of(discovery), 32);
            if (foreseen.Expected != Expectation.Holds)
                continue;
            for (var fresh = 0; fresh < 20; fresh++, decided++)
            {
                double[] values =
                    [.. Enumerable.Range(0, foreseen.Pairs).Select(_ => MathNet.Numerics.Distributions.Normal.Sample(random, 0.9, 1))];
                var check = Check.Of("n", "1", values).Above(0);
                wrong += Judgement.Of([(check, new StudentInterval(values.Average(), StandardError.Of(values, null), values.Length))],
                    papersOwn: false).Verdict == Verdict.Holds ? 0 : 1;
            }
        }
        decided.Should().BeGreaterThan(400);
        ((double)wrong / decided).Should().BeLessThan(0.02);
    }

    private static Foresight Of(ClaimForm form, Samples discovery, int heldOut = HeldOut) =>
        PairsPlan.Of([(form, discovery, heldOut)], 42, null)[0];

    private static ClaimForm Above(double low) => Form(samples => [Check.Of("n", "1", samples.At(Number, "n")).Above(low)]);

    private static ClaimForm Form(Func<Samples, IEnumerable<Check>> checks) => new(Claims.Verdicts.Form.Controlled, "", [Number], checks);

    // Deviation 1, and exactly this mean: quantiles in an order of their own.
    private static Samples Normal(double mean) => Of(new NumpyRandom(3).Permutation(Discovery)
        .Select(i => mean + MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / Discovery)));

    private static Samples Of(IEnumerable<double> values) => new([.. values.Select(value =>
        (IReadOnlyDictionary<string, IReadOnlyList<Numbers>>)new Dictionary<string, IReadOnlyList<Numbers>>
        {
            [Number.Key] = [new Numbers("n", "1", [], [value])],
        })]);
}
