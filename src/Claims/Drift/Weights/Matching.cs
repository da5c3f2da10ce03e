namespace Claims.Drift.Weights;

/// <summary>Which item after is which before, by how alike they are.</summary>
internal static class Matching
{
    // Two orders that fit nearly alike are no reason to believe in a reordering.
    private const double Gain = 0.05;

    /// <summary>
    /// Of each item before, its place after: those that are each other's most alike first, then what is left in place, then what is left
    /// in order. Where that is hardly more alike than everything in place, everything in place.
    /// </summary>
    /// <param name="alike">[before, after], greater for more alike; square.</param>
    public static int[] Of(double[,] alike)
    {
        var count = alike.GetLength(0);
        var all = Enumerable.Range(0, count).ToArray();
        var (to, from) = (new int[count], new int[count]);
        Array.Fill(to, -1);
        Array.Fill(from, -1);
        var best = all.Select(i => all.MaxBy(j => (alike[i, j], i == j))).ToArray();
        var bestBack = all.Select(j => all.MaxBy(i => (alike[i, j], i == j))).ToArray();
        foreach (var i in all.Where(i => bestBack[best[i]] == i))
            Join(i, best[i]);
        foreach (var i in all.Where(i => to[i] < 0 && from[i] < 0))
            Join(i, i);
        foreach (var (i, j) in all.Where(i => to[i] < 0).Zip(all.Where(j => from[j] < 0).ToArray()).ToArray())
            Join(i, j);
        return all.Sum(i => alike[i, to[i]]) > all.Sum(i => alike[i, i]) + Gain ? to : all;

        void Join(int i, int j) => (to[i], from[j]) = (j, i);
    }
}
