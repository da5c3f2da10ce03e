using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Drift.Weights;

/// <summary>Which head and which unit of a block after is which before, and how far apart each is in what it computes.</summary>
/// <param name="Order">The candidate in this order is the baseline's.</param>
/// <param name="Heads">Of each head of the baseline: relative distance of what it computes, its scores and its writing both.</param>
/// <param name="ConstantMoved">Whether attention writes something else whatever it attends to.</param>
/// <param name="Mlp">Of the MLP, likewise: its units' inputs and their writing.</param>
internal sealed record BlockMatch(BlockOrder Order, IReadOnlyList<double> Heads, bool ConstantMoved, double Mlp)
{
    /// <param name="before">The baseline's block.</param>
    /// <param name="after">The candidate's.</param>
    /// <param name="rounding">A relative difference that is none.</param>
    public static BlockMatch Of(BlockFunction before, BlockFunction after, double rounding)
    {
        using var scope = NewDisposeScope();
        var scores = HeadProducts.Of(before.Heads, (before.Query, before.Key), (after.Query, after.Key));
        var writes = HeadProducts.Of(before.Heads, (before.Value, before.Output), (after.Value, after.Output));
        var heads = Matching.Of(Sum(scores.Alike, writes.Alike));
        var units = Matching.Of(Sum(Likeness.OfRows(before.Up, after.Up), Likeness.OfRows(before.Down, after.Down)));
        var places = tensor(units.Select(unit => (long)unit).ToArray());
        // One head's constant may be another's, or the bias's: what counts is their sum.
        var moved = Likeness.Distance(before.Constant, after.Constant) > rounding;
        double Head(int head, int place) => Math.Max(Both(scores.Distance(head, place), writes.Distance(head, place)),
            moved ? Likeness.Distance(before.Constants.select(0, head), after.Constants.select(0, place)) : 0);
        return new BlockMatch(new BlockOrder(heads, units), [.. heads.Select((place, head) => Head(head, place))], moved,
            Both(Likeness.Distance(before.Up, after.Up.index_select(0, places)),
                Likeness.Distance(before.Down, after.Down.index_select(0, places))));
    }

    private static double Both(double one, double other) => Math.Sqrt((one * one + other * other) / 2);

    private static double[,] Sum(double[,] one, double[,] other)
    {
        var sum = (double[,])one.Clone();
        for (var i = 0; i < sum.GetLength(0); i++)
        {
            for (var j = 0; j < sum.GetLength(1); j++)
                sum[i, j] += other[i, j];
        }
        return sum;
    }
}
