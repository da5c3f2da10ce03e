using MathNet.Numerics.Distributions;

namespace Claims.Verdicts;

/// <summary>
/// The share of pairs of which something is so, by Clopper and Pearson: 32 of 32 still leaves room for 11 % of which it is not, where a
/// bootstrap of equal values would leave none. Values between 0 and 1 count in part, which errs on the wide side.
/// </summary>
public sealed class ExactShare : IEstimate
{
    private readonly double _so;
    private readonly int _pairs;

    /// <param name="values">0 to 1 each, one per pair.</param>
    public ExactShare(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!values.All(value => value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(values), "Shares lie between 0 and 1.");
        (_so, _pairs) = (values.Sum(), values.Count);
    }

    internal ExactShare(double so, int pairs) => (_so, _pairs) = (so, pairs);

    /// <inheritdoc/>
    public double Value => _so / _pairs;

    /// <inheritdoc/>
    public (double Low, double High) Interval(double tail) =>
        (_so == 0 ? 0 : Beta.InvCDF(_so, _pairs - _so + 1, tail), _so == _pairs ? 1 : Beta.InvCDF(_so + 1, _pairs - _so, 1 - tail));

    /// <inheritdoc/>
    public double NoLessThan(double bound) => bound <= 0 || _so == _pairs ? 1 : bound > 1 ? 0 : 1 - Beta.CDF(_so + 1, _pairs - _so, bound);

    /// <inheritdoc/>
    public double NoMoreThan(double bound) => bound >= 1 || _so == 0 ? 1 : bound < 0 ? 0 : Beta.CDF(_so, _pairs - _so + 1, bound);
}
