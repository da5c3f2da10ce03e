using Claims.Common;
using MathNet.Numerics.Distributions;

namespace Claims.Verdicts;

/// <summary>
/// The bootstrap over pairs of a ratio of sums (a mean: denominators 1): Student's t with the bootstrap's standard error, widened by
/// n/(n-1) for few pairs (T. Hesterberg, "What Teachers Should Know about the Bootstrap", 2015, section 4.3). Not percentiles: one head
/// picked out of 144 is judged so far out in the tail that no resample lies there.
/// </summary>
public sealed class Bootstrap : IEstimate
{
    private const int Resamples = 2_000;

    private readonly double _error;
    private readonly int _pairs;

    private Bootstrap(double value, double error, int pairs) => (Value, _error, _pairs) = (value, error, pairs);

    /// <inheritdoc/>
    public double Value { get; }

    /// <summary>Draws.</summary>
    /// <param name="values">One per pair, two at least.</param>
    /// <param name="per">Denominators, or null.</param>
    /// <param name="seed">Of the draws.</param>
    public static Bootstrap Of(IReadOnlyList<double> values, IReadOnlyList<double>? per, uint seed)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2, nameof(values));
        if (per is not null && per.Count != values.Count)
            throw new ArgumentException($"{values.Count} values, {per.Count} denominators.", nameof(per));
        var random = new NumpyRandom(seed);
        var resampled = new double[Resamples];
        for (var i = 0; i < resampled.Length; i++)
        {
            var (sum, of) = (0.0, 0.0);
            for (var draw = 0; draw < values.Count; draw++)
            {
                // 32 random bits to a place: every pair equally likely, to within one in millions.
                var pair = (int)((ulong)random.NextUInt32() * (uint)values.Count >> 32);
                sum += values[pair];
                of += per is null ? 1 : per[pair];
            }
            resampled[i] = sum / of;
        }
        var mean = resampled.Average();
        var deviation = Math.Sqrt(resampled.Sum(value => (value - mean) * (value - mean)) / (Resamples - 1));
        return new Bootstrap(values.Sum() / (per?.Sum() ?? values.Count), deviation * Math.Sqrt(values.Count / (values.Count - 1.0)),
            values.Count);
    }

    /// <inheritdoc/>
    public (double Low, double High) Interval(double tail)
    {
        var reach = _error == 0 ? 0 : -StudentT.InvCDF(0, 1, _pairs - 1, tail) * _error;
        return (Value - reach, Value + reach);
    }

    /// <inheritdoc/>
    public double NoLessThan(double bound) => Below(Value - bound);

    /// <inheritdoc/>
    public double NoMoreThan(double bound) => Below(bound - Value);

    private double Below(double distance) =>
        distance == 0 ? 0.5 : _error == 0 || double.IsInfinity(distance) ? distance > 0 ? 1 : 0
            : StudentT.CDF(0, 1, _pairs - 1, distance / _error);
}
