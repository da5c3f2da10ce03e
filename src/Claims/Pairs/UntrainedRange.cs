using Claims.Common;
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

    /// <summary>Some pairs of many, at random, each at a place whose turn is its own, so that it stays with its untrained model.</summary>
    /// <param name="random">Draws them.</param>
    /// <param name="of">How many there are.</param>
    /// <param name="count">How many to draw, each once: at most as many as there are of every turn.</param>
    public static int[] Draw(NumpyRandom random, int of, int count)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((count + Models - 1) / Models, of / Models, nameof(count));
        var turns = Enumerable.Range(0, Models).Select(turn =>
        {
            int[] own = [.. Enumerable.Range(0, of).Where(pair => pair % Models == turn)];
            return random.Permutation(own.Length).Select(place => own[place]).ToArray();
        }).ToArray();
        return [.. Enumerable.Range(0, count).Select(place => turns[place % Models][place / Models])];
    }

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
