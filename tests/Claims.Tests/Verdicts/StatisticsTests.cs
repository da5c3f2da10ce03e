using Claims.Common;
using Claims.Verdicts;

namespace Claims.Tests.Verdicts;

/// <summary>Intervals and corrections against tables, R and formulas.</summary>
public sealed class StatisticsTests
{
    // As tables have it: the 97.5 % quantile of Student's t with n - 1 degrees of freedom, n = 4, 8, 16, 32.
    private static readonly (int Pairs, double T)[] Students = [(4, 3.182446), (8, 2.364624), (16, 2.131450), (32, 2.039513)];

    [Fact]
    public void Holms_correction_is_Rs_p_adjust()
    {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and with ties and values above 1.
        Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Should().BeEquivalentTo([0.03, 0.06, 0.06, 0.02], Close);
        Holm.Adjust([0.02, 0.02, 0.9]).Should().BeEquivalentTo([0.06, 0.06, 0.9], Close);
        Holm.Adjust([0.5, 0.6]).Should().BeEquivalentTo([1.0, 1.0], Close);
        Holm.Adjust([]).Should().BeEmpty();
    }

    [Fact]
    public void A_bootstrap_of_the_mean_is_the_t_interval_within_its_draws()
    {
        foreach (var (pairs, t) in Students)
        {
            var values = Sample(pairs, 5);
            var (mean, error) = Mean(values);
            var bootstrap = Bootstrap.Of(values, null, 42);
            bootstrap.Value.Should().BeApproximately(mean, 1e-12);
            var (low, high) = bootstrap.Interval(0.025);
            // The bootstrap's error of the error, 1/sqrt(2 x 2000) = 1.6 %; five of them.
            ((high - low) / 2).Should().BeApproximately(t * error, 0.08 * t * error);
            ((high + low) / 2).Should().BeApproximately(mean, 1e-9);
        }
    }

    [Fact]
    public void A_ratios_interval_is_as_wide_as_the_delta_method_has_it()
    {
        // Var(sum y / sum x) to first order: of the residuals y - r x, over the mean of x.
        var (values, per) = (Sample(32, 50), Sample(32, 100, seed: 9));
        var ratio = values.Sum() / per.Sum();
        var (_, error) = Mean([.. values.Zip(per, (y, x) => (y - ratio * x) / per.Average())]);
        var (low, high) = Bootstrap.Of(values, per, 42).Interval(0.025);
        ((high - low) / 2).Should().BeApproximately(2.039513 * error, 0.08 * 2.039513 * error);
        StandardError.Of(values, per).Should().BeApproximately(error, 0.02 * error);
    }

    [Theory]
    [InlineData(32, 32, 0.891119, 1)] // 0.025^(1/32)
    [InlineData(0, 8, 0, 0.369417)] // 1 - 0.025^(1/8)
    [InlineData(5, 9, 0.212009, 0.863004)] // R: binom.test(5, 9)
    public void Exact_shares_are_Clopper_and_Pearsons(int so, int pairs, double low, double high)
    {
        var interval = new ExactShare([.. Enumerable.Range(0, pairs).Select(i => i < so ? 1.0 : 0)]).Interval(0.025);
        interval.Low.Should().BeApproximately(low, 1e-6);
        interval.High.Should().BeApproximately(high, 1e-6);
    }

    [Fact]
    public void A_p_value_is_the_tail_at_which_the_interval_just_touches_the_bound()
    {
        var bootstrap = Bootstrap.Of(Sample(32, 5), null, 42);
        foreach (var tail in new[] { 0.1, 0.025, 0.001, 1e-5 })
        {
            var (low, high) = bootstrap.Interval(tail);
            bootstrap.NoMoreThan(low).Should().BeApproximately(tail, 1e-6 + tail * 1e-3);
            bootstrap.NoLessThan(high).Should().BeApproximately(tail, 1e-6 + tail * 1e-3);
        }
    }

    [Fact]
    public void The_interval_covers_the_true_mean_about_as_often_as_it_says()
    {
        // 400 draws of 16 pairs, normal: expected misses 20 and, as the interval is wide for few pairs, fewer; 39 is 4.4 deviations above.
        var random = new NumpyRandom(7);
        var misses = 0;
        for (var draw = 0; draw < 400; draw++)
        {
            var values = Enumerable.Range(0, 16).Select(_ => Normal(random)).ToArray();
            var (low, high) = Bootstrap.Of(values, null, (uint)draw).Interval(0.025);
            misses += low > 0 || high < 0 ? 1 : 0;
        }
        misses.Should().BeInRange(5, 38);
    }

    [Fact]
    public void The_jackknifes_standard_error_of_a_mean_is_the_textbooks()
    {
        var values = Sample(16, 3);
        StandardError.Of(values, null).Should().BeApproximately(Mean(values).Error, 1e-12);
    }

    private static (double Mean, double Error) Mean(double[] values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length));
    }

    private static double[] Sample(int pairs, double mean, uint seed = 3)
    {
        var random = new NumpyRandom(seed);
        return [.. Enumerable.Range(0, pairs).Select(_ => mean + Normal(random))];
    }

    private static double Normal(NumpyRandom random) =>
        MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (random.NextUInt32() + 0.5) / 4294967296.0);

    private static FluentAssertions.Equivalency.EquivalencyAssertionOptions<double> Close(
        FluentAssertions.Equivalency.EquivalencyAssertionOptions<double> options) =>
        options.Using<double>(pair => pair.Subject.Should().BeApproximately(pair.Expectation, 1e-12)).WhenTypeIs<double>()
            .WithStrictOrdering();
}
