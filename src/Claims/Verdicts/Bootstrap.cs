using Claims.Model.Video;
using MathNet.Numerics.Distributions;

namespace Claims.Verdicts;

/// <summary>
/// The bootstrap over pairs of a ratio of sums (a mean: denominators 1), by percentiles, widened for few pairs as T. Hesterberg ("What
/// Teachers Should Know about the Bootstrap", 2015, section 4.3) does: Student's t in the normal's place, and n/(n-1).
/// </summary>
public sealed class Bootstrap
{
    private readonly double[] _resampled; // ascending
    private readonly int _pairs;

    private Bootstrap(double[] resampled, int pairs) => (_resampled, _pairs) = (resampled, pairs);

    /// <summary>Draws.</summary>
    /// <param name="values">One a pair, two at least.</param>
    /// <param name="per">Denominators, or null.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="tail">The smallest tail that will be asked for: at least 50 resamples lie beyond it.</param>
    public static Bootstrap Of(IReadOnlyList<double> values, IReadOnlyList<double>? per, uint seed, double tail = 0.025)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2, nameof(values));
        if (per is not null && per.Count != values.Count)
            throw new ArgumentException($"{values.Count} values, {per.Count} denominators.", nameof(per));
        var random = new NumpyRandom(seed);
        var resampled = new double[Math.Max(9_999, (int)Math.Ceiling(50 / Beyond(tail, values.Count)))];
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
        Array.Sort(resampled);
        return new Bootstrap(resampled, values.Count);
    }

    /// <summary>The two-sided interval that leaves this much out at either end.</summary>
    public (double Low, double High) Interval(double tail)
    {
        var beyond = Beyond(tail, _pairs) * (_resampled.Length - 1);
        return (At(beyond), At(_resampled.Length - 1 - beyond));
    }

    /// <summary>One-sided p-value of "the number is no less than this": small where all resamples lie below.</summary>
    public double NoLessThan(double bound) => PValue(_resampled.Count(value => value >= bound));

    /// <summary>One-sided p-value of "the number is no more than this".</summary>
    public double NoMoreThan(double bound) => PValue(_resampled.Count(value => value <= bound));

    private static double Beyond(double tail, int pairs) =>
        Normal.CDF(0, 1, StudentT.InvCDF(0, 1, pairs - 1, tail) * Math.Sqrt(pairs / (pairs - 1.0)));

    private double PValue(int consistent) =>
        StudentT.CDF(0, 1, _pairs - 1, Normal.InvCDF(0, 1, (consistent + 1.0) / (_resampled.Length + 2)) * Math.Sqrt((_pairs - 1.0) / _pairs));

    private double At(double place)
    {
        var (below, above) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return _resampled[below] + (_resampled[above] - _resampled[below]) * (place - below);
    }
}
