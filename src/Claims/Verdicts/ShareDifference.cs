namespace Claims.Verdicts;

/// <summary>
/// How a share of pairs changed: the pairs that gained less those that lost, each a share by Clopper and Pearson. That no pair of 32
/// changed leaves room for 11 % of which some do; a bootstrap of zeros would leave none. The two bounds add up, which errs on the wide
/// side.
/// </summary>
internal sealed class ShareDifference : IEstimate
{
    private readonly ExactShare _gained, _lost;

    public ShareDifference(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        _gained = new ExactShare([.. after.Zip(before, (a, b) => Math.Max(0, a - b))]);
        _lost = new ExactShare([.. after.Zip(before, (a, b) => Math.Max(0, b - a))]);
    }

    public double Value => _gained.Value - _lost.Value;

    // Where nothing was gained, that much may yet have been lost, and the other way round: each end is one share's.
    public (double Low, double High) Interval(double tail) =>
        (_gained.Interval(tail).Low - _lost.Interval(tail).High, _gained.Interval(tail).High - _lost.Interval(tail).Low);

    public double NoLessThan(double bound) => Tail(level => Interval(level).High < bound);

    public double NoMoreThan(double bound) => Tail(level => Interval(level).Low > bound);

    // The smallest tail at which the interval still leaves the bound out, by bisection: the interval widens as the tail shrinks.
    private static double Tail(Func<double, bool> leavesOut)
    {
        const double Most = 0.5;
        if (!leavesOut(Most))
            return 1;
        var (low, high) = (0.0, Most);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (middle > 0 && leavesOut(middle))
                high = middle;
            else
                low = middle;
        }
        return high;
    }
}
