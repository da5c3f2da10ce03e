using Claims.Common;
using Claims.Drift.Roles;

namespace Claims.Tests.Drift;

/// <summary>How alike two models' vectors are.</summary>
public sealed class LinearCkaTests
{
    [Fact]
    public void Turned_scaled_and_shifted_is_the_same()
    {
        var before = Vectors(1, 2);
        double[][] after = [.. before.Select(v => new[] { 3 * (0.6 * v[0] - 0.8 * v[1]) + 5, 3 * (0.8 * v[0] + 0.6 * v[1]) - 2 })];
        LinearCka.Of(before, after).Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void What_has_nothing_to_do_with_each_other_is_not_alike() =>
        LinearCka.Of(Vectors(1, 2), Vectors(2, 2)).Should().BeLessThan(0.1);

    [Fact]
    public void Widths_may_differ() =>
        LinearCka.Of(Vectors(1, 2), [.. Vectors(1, 2).Select(v => new[] { v[0], v[1], 0.0 })]).Should().BeApproximately(1, 1e-12);

    // Kornblith et al., eq. 1 and 3, written out for vectors of one number: the squared correlation.
    [Fact]
    public void Of_one_dimension_it_is_the_squared_correlation()
    {
        double[] x = [1, 2, 4, 7], y = [2, 1, 5, 6];
        var (mx, my) = (x.Average(), y.Average());
        var r = x.Zip(y, (a, b) => (a - mx) * (b - my))
            .Sum() / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
        LinearCka.Of([.. x.Select(a => new[] { a })], [.. y.Select(b => new[] { b })]).Should().BeApproximately(r * r, 1e-12);
    }

    private static double[][] Vectors(uint seed, int width)
    {
        var random = new NumpyRandom(seed);
        return [.. Enumerable.Range(0, 200)
            .Select(_ => Enumerable.Range(0, width).Select(_ => random.NextUInt32() / 4294967296.0).ToArray())];
    }
}
