namespace Claims.Measurements.Arrays;

/// <summary>Agreement of two orders.</summary>
public static class Ranks
{
    /// <summary>Spearman's rank correlation, ties at their mean rank; not a number where one side is all ties.</summary>
    /// <exception cref="ArgumentException">The two are not of one length.</exception>
    public static double Spearman(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Count != right.Count)
            throw new ArgumentException($"{left.Count} values cannot be ranked against {right.Count}.", nameof(right));
        var (a, b) = (Of(left), Of(right));
        var mean = (left.Count - 1) / 2.0;
        double Product(double[] x, double[] y) => x.Zip(y, (p, q) => (p - mean) * (q - mean)).Sum();
        return Product(a, b) / Math.Sqrt(Product(a, a) * Product(b, b));
    }

    // Ranks from 0; equal values share the mean of theirs.
    private static double[] Of(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (int first = 0, next; first < order.Length; first = next)
        {
            for (next = first + 1; next < order.Length && values[order[next]] == values[order[first]];)
                next++;
            for (var i = first; i < next; i++)
                ranks[order[i]] = (first + next - 1) / 2.0;
        }
        return ranks;
    }
}
