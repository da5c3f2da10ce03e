using MathNet.Numerics.Distributions;

namespace Claims.Pairs;

/// <summary>
/// What models that learned nothing read. One of them is no control: random models differ among each other, the same on every pair, and a
/// bootstrap over pairs does not see that. So pairs take turns over several, and a model is beyond them only where one more untrained
/// model would not be: above the 97.5 % prediction bound for another draw, by Student's t over the models' means.
/// </summary>
public static class UntrainedRange
{
    /// <summary>Models; pair i is measured in model i mod this.</summary>
    public const int Models = 4;

    private const double Tail = 0.025;

    /// <summary>How far each pair's value lies above the untrained models' bound.</summary>
    /// <param name="values">One per pair, of the model in question.</param>
    /// <param name="untrained">One per pair, of the untrained model whose turn it was.</param>
    public static double[] Beyond(IReadOnlyList<double> values, IReadOnlyList<double> untrained)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(untrained);
        ArgumentOutOfRangeException.ThrowIfLessThan(untrained.Count, Models, nameof(untrained));
        var means = Enumerable.Range(0, Models).Select(model => untrained.Where((_, pair) => pair % Models == model).Average()).ToArray();
        var mean = means.Average();
        var deviation = Math.Sqrt(means.Sum(one => (one - mean) * (one - mean)) / (Models - 1));
        var bound = mean - StudentT.InvCDF(0, 1, Models - 1, Tail) * deviation * Math.Sqrt(1 + 1.0 / Models);
        return [.. values.Select(value => value - bound)];
    }
}
