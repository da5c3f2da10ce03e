namespace Claims.Measurements;

/// <summary>
/// The direction that a signal has in common over pairs. A pair's own signal always points at itself; whether it is the outcome's shows in whether it
/// points where other pairs' do. So each pair is laid along the mean of the others.
/// </summary>
public sealed class OutcomeAxis
{
    private readonly double[][] _directions; // a unit vector a pair

    /// <param name="signals">A vector a pair (clean - corrupt), of one length; two pairs at least.</param>
    public OutcomeAxis(IReadOnlyList<IReadOnlyList<double>> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentOutOfRangeException.ThrowIfLessThan(signals.Count, 2, nameof(signals));
        var width = signals[0].Count;
        var sum = new double[width];
        foreach (var signal in signals)
        {
            for (var i = 0; i < width; i++)
                sum[i] += signal[i];
        }
        _directions = [.. signals.Select(signal => Unit([.. sum.Select((all, i) => all - signal[i])]))];
        Size = signals.Average(Norm);
    }

    /// <summary>The mean norm of the signals.</summary>
    public double Size { get; }

    /// <summary>How far a vector of each pair goes along the others' direction, in percent of the signals' size.</summary>
    /// <param name="vectors">A vector a pair.</param>
    public double[] Along(IReadOnlyList<IReadOnlyList<double>> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return [.. vectors.Zip(_directions, (vector, direction) => 100 * vector.Zip(direction, (a, b) => a * b).Sum() / Size)];
    }

    private static double Norm(IReadOnlyList<double> vector) => Math.Sqrt(vector.Sum(value => value * value));

    private static double[] Unit(double[] vector)
    {
        var norm = Norm(vector);
        return norm == 0 ? vector : [.. vector.Select(value => value / norm)];
    }
}
