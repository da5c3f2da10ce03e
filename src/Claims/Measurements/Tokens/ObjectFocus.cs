namespace Claims.Measurements.Tokens;

/// <summary>How much of a head's attention on patch tokens is on an object.</summary>
/// <param name="OverEven">Its mass there over an even spread's.</param>
/// <param name="OverAverage">Its mass there minus what the head's own map, averaged over tubelets, puts there, as a share of its mass on
/// patches: 0 for what follows nothing.</param>
/// <param name="Mass">Its mass on patches, in the tubelets where the object is; 0: it is nowhere.</param>
public readonly record struct ObjectFocus(double OverEven, double OverAverage, double Mass)
{
    /// <summary>From one head's row.</summary>
    /// <param name="weights">Of the patch tokens, by tubelet, row, column.</param>
    /// <param name="where">Per tubelet: the patch tokens of the object; a tubelet where it is nowhere counts for nothing.</param>
    /// <param name="grid">Their grid.</param>
    public static ObjectFocus Of(ReadOnlySpan<double> weights, IReadOnlyList<IReadOnlyList<int>> where, TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(where);
        ArgumentNullException.ThrowIfNull(grid);
        var cells = grid.Rows * grid.Columns;
        var average = new double[cells];
        for (var token = 0; token < weights.Length; token++)
            average[token % cells] += weights[token] / grid.Tubelets;
        var averageSum = average.Sum();
        var (there, even, expected, all) = (0.0, 0.0, 0.0, 0.0);
        for (var tubelet = 0; tubelet < where.Count; tubelet++)
        {
            if (where[tubelet].Count == 0)
                continue;
            var mass = Sum(weights.Slice(tubelet * cells, cells));
            foreach (var token in where[tubelet])
            {
                there += weights[token];
                expected += mass * average[token % cells] / averageSum;
            }
            even += mass * where[tubelet].Count / cells;
            all += mass;
        }
        return all == 0 ? default : new ObjectFocus(there / even, (there - expected) / all, all);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
