namespace Claims.Verdicts;

/// <summary>How far a number would scatter over other draws of pairs.</summary>
public static class StandardError
{
    /// <summary>
    /// The jackknife's standard error of a ratio of sums: leave each pair out in turn. Of a mean (no denominators) it is s / sqrt(n)
    /// exactly.
    /// </summary>
    /// <param name="values">One per pair, two at least.</param>
    /// <param name="per">Denominators, or null.</param>
    public static double Of(IReadOnlyList<double> values, IReadOnlyList<double>? per)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2, nameof(values));
        var (sum, of, n) = (values.Sum(), per?.Sum() ?? values.Count, values.Count);
        var without = Enumerable.Range(0, n).Select(pair => (sum - values[pair]) / (of - (per?[pair] ?? 1))).ToArray();
        var mean = without.Average();
        return Math.Sqrt((n - 1.0) / n * without.Sum(value => (value - mean) * (value - mean)));
    }
}
