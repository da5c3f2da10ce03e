using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Registrations;

/// <summary>
/// How far a claim's numbers scatter over other sets of pairs, with all that is common to the pairs of one set: the outcome direction and
/// the unit that are estimated from them, and the untrained models' bound. A bootstrap over each pair's value holds those fixed; this
/// makes every number anew with a block of pairs left out.
/// </summary>
public static class BlockJackknife
{
    private const int FewestBlocks = 4;

    /// <summary>Standard errors by the check's name; nothing where the pairs are too few to leave some out.</summary>
    /// <param name="form">Whose checks.</param>
    /// <param name="samples">What the pairs gave. A block is one pair for each untrained model, so that those left keep their
    /// turns.</param>
    public static IReadOnlyDictionary<string, double> Errors(ClaimForm form, Samples samples)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(samples);
        var blocks = samples.Pairs / UntrainedRange.Models;
        if (blocks < FewestBlocks)
            return new Dictionary<string, double>();
        try
        {
            return Enumerable.Range(0, blocks)
                .SelectMany(block => form.Checks(samples.Without(block * UntrainedRange.Models, UntrainedRange.Models)))
                .GroupBy(check => check.Name).ToDictionary(left => left.Key, left => Error([.. left.Select(Estimate)]));
        }
        catch (NotMeasurableException)
        {
            return new Dictionary<string, double>();
        }
    }

    private static double Estimate(Check check) => check.Values.Sum() / (check.Per?.Sum() ?? check.Values.Count);

    private static double Error(double[] without)
    {
        var (n, mean) = (without.Length, without.Average());
        return Math.Sqrt((n - 1.0) / n * without.Sum(value => (value - mean) * (value - mean)));
    }
}
