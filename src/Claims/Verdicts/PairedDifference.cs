namespace Claims.Verdicts;

/// <summary>After minus before of one number, pair by pair: what all pairs have in common drops out.</summary>
internal static class PairedDifference
{
    /// <summary>The difference as the pairs have it.</summary>
    /// <param name="before">Values of the baseline.</param>
    /// <param name="after">Values of the candidate on the same pairs.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static IEstimate Of(Check before, Check after, uint seed) => before.IsShare && after.IsShare
        ? new ShareDifference(before.Values, after.Values)
        : Bootstrap.Of([.. Influence(after).Zip(Influence(before), (a, b) => a - b)], null, seed);

    /// <summary>The number itself: the mean, or the ratio of sums.</summary>
    public static double Number(Check check) => check.Values.Sum() / (check.Per?.Sum() ?? check.Values.Count);

    // A ratio of sums has no value per pair. Linearised it has: R + (v - R p) / mean(p), whose mean is R and whose scatter is R's (the
    // delta method).
    private static IEnumerable<double> Influence(Check check)
    {
        if (check.Per is not { } per)
            return check.Values;
        var (ratio, mean) = (Number(check), per.Average());
        return check.Values.Zip(per, (value, of) => ratio + (value - ratio * of) / mean);
    }
}
