using Claims.Common;

namespace Claims.Verdicts;

/// <summary>
/// The bootstrap over pairs of a ratio of sums (a mean: denominators 1): Student's t with the bootstrap's standard error, widened by
/// n/(n-1) for few pairs (T. Hesterberg, "What Teachers Should Know about the Bootstrap", 2015, section 4.3). Not percentiles: one head
/// picked out of 144 is judged so far out in the tail that no resample lies there.
/// </summary>
public static class Bootstrap
{
    private const int Resamples = 2_000;

    /// <summary>Draws.</summary>
    /// <param name="values">One per pair, two at least.</param>
    /// <param name="per">Denominators, or null.</param>
    /// <param name="seed">Of the draws.</param>
    public static StudentInterval Of(IReadOnlyList<double> values, IReadOnlyList<double>? per, uint seed)
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
        return new StudentInterval(values.Sum() / (per?.Sum() ?? values.Count), deviation * Math.Sqrt(values.Count / (values.Count - 1.0)),
            values.Count);
    }
}
