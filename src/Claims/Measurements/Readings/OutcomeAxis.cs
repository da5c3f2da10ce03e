namespace Claims.Measurements.Readings;

/// <summary>
/// The direction that a signal has in common over pairs, and how wide scenes lie along it. A pair's own signal always points at itself;
/// whether it is the outcome's shows in whether it points where other pairs' do, so each pair is laid along the mean of the others. And
/// any model moves a little where pixels change; whether that tells outcomes apart shows against how far apart one outcome's scenes lie:
/// the unit is their standard deviation.
/// </summary>
public sealed class OutcomeAxis
{
    // Scenes that hardly differ along the axis do not make every movement large: what is less than this share of the vectors themselves is
    // one scene's width.
    private const double NarrowestScenes = 0.01;

    private readonly (double[] Direction, double Unit)[] _pairs;

    /// <param name="signals">A vector per pair (clean - corrupt), of one length.</param>
    /// <param name="scenes">The corrupt clips' own vectors: one outcome in every pair's scene.</param>
    /// <param name="models">How many models the pairs took turns over; each has its own axis. At least two pairs each.</param>
    public OutcomeAxis(IReadOnlyList<IReadOnlyList<double>> signals, IReadOnlyList<IReadOnlyList<double>> scenes, int models = 1)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentOutOfRangeException.ThrowIfLessThan(signals.Count, 2 * models, nameof(signals));
        ArgumentOutOfRangeException.ThrowIfNotEqual(scenes.Count, signals.Count, nameof(scenes));
        _pairs = new (double[], double)[signals.Count];
        for (var model = 0; model < models; model++)
        {
            var turn = Enumerable.Range(0, signals.Count).Where(pair => pair % models == model).ToArray();
            var sum = Sum([.. turn.Select(pair => signals[pair])]);
            var directions = turn.Select(pair => Unit([.. sum.Select((all, i) => all - signals[pair][i])])).ToArray();
            var size = turn.Average(pair => Math.Sqrt(Dot(scenes[pair], scenes[pair])));
            var unit =
                Math.Max(Deviation([.. turn.Zip(directions, (pair, direction) => Dot(scenes[pair], direction))]), NarrowestScenes * size);
            foreach (var (pair, direction) in turn.Zip(directions))
                _pairs[pair] = (direction, unit);
        }
    }

    /// <summary>How far a vector of each pair goes along the others' direction, in standard deviations of scenes.</summary>
    /// <param name="vectors">A vector per pair.</param>
    public double[] Along(IReadOnlyList<IReadOnlyList<double>> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return [.. vectors.Zip(_pairs, (vector, pair) => pair.Unit == 0 ? 0 : Dot(vector, pair.Direction) / pair.Unit)];
    }

    private static double[] Sum(IReadOnlyList<IReadOnlyList<double>> vectors) =>
        [.. Enumerable.Range(0, vectors[0].Count).Select(i => vectors.Sum(vector => vector[i]))];

    private static double Dot(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static double[] Unit(double[] vector)
    {
        var norm = Math.Sqrt(Dot(vector, vector));
        return norm == 0 ? vector : [.. vector.Select(value => value / norm)];
    }
}
