using Claims.Common;

namespace Claims.Measurements.Probes;

/// <summary>A split into training and test rows, both with the classes' shares.</summary>
/// <param name="Train">Row indices, in random order.</param>
/// <param name="Test">Row indices, in random order.</param>
public sealed record StratifiedSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Test)
{
    /// <summary>The indices of scikit-learn's <c>train_test_split(test_size, random_state, stratify=labels)</c>, one for one.</summary>
    /// <param name="labels">A class a row.</param>
    /// <param name="testShare">Above 0, below 1; the number of test rows is rounded up.</param>
    /// <param name="seed">random_state.</param>
    /// <exception cref="BadInputException">A class has fewer than two rows, or a side has fewer rows than there are classes.</exception>
    public static StratifiedSplit Of(IReadOnlyList<int> labels, double testShare = 0.3, uint seed = 42)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var classes = Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(group => group.Key)
            .Select(group => group.ToArray()).ToArray();
        var test = (int)Math.Ceiling(testShare * labels.Count);
        var train = labels.Count - test;
        if (classes.Length == 0 || classes.Any(rows => rows.Length < 2) || test < classes.Length || train < classes.Length)
            throw new BadInputException($"{labels.Count} rows of {classes.Length} classes cannot be split with {testShare:0.##} of each "
                + "for testing.", remedy: "Give at least two rows of every class.");

        var random = new NumpyRandom(seed);
        var counts = classes.Select(rows => rows.Length).ToArray();
        var trained = Shares(counts, train, random);
        var tested = Shares([.. counts.Zip(trained, (all, taken) => all - taken)], test, random);
        var (trainRows, testRows) = (new List<int>(), new List<int>());
        for (var c = 0; c < classes.Length; c++)
        {
            var order = random.Permutation(counts[c]);
            trainRows.AddRange(order.Take(trained[c]).Select(i => classes[c][i]));
            testRows.AddRange(order.Skip(trained[c]).Take(tested[c]).Select(i => classes[c][i]));
        }
        int[] shuffledTrain = [.. random.Permutation(trainRows.Count).Select(i => trainRows[i])];
        return new StratifiedSplit(shuffledTrain, [.. random.Permutation(testRows.Count).Select(i => testRows[i])]);
    }

    // How many of each class are drawn: shares rounded down, the rest to the largest remainders, ties by lot.
    private static int[] Shares(int[] counts, int draws, NumpyRandom random)
    {
        var total = counts.Sum();
        var exact = counts.Select(count => (double)count / total * draws).ToArray();
        var shares = exact.Select(share => (int)Math.Floor(share)).ToArray();
        var missing = draws - shares.Sum();
        var remainders = exact.Zip(shares, (share, floored) => share - floored).ToArray();
        foreach (var remainder in remainders.Distinct().OrderDescending())
        {
            if (missing == 0)
                break;
            var tied = Enumerable.Range(0, counts.Length).Where(c => remainders[c] == remainder).ToArray();
            var drawn = random.Permutation(tied.Length).Take(Math.Min(tied.Length, missing)).ToArray();
            foreach (var i in drawn)
                shares[tied[i]]++;
            missing -= drawn.Length;
        }
        return shares;
    }
}
