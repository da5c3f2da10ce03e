using Claims.Common;

namespace Claims.Measurements.Probes;

/// <summary>Cross-validation that keeps what belongs together on one side: clips, or all clips of a scene.</summary>
public static class GroupedFolds
{
    /// <summary>Deals groups into folds, so that each fold has about the same share of every class.</summary>
    /// <param name="labels">A row's class.</param>
    /// <param name="groups">A row's group: its clip, or its scene.</param>
    /// <param name="folds">At least 2; no more than there are groups are made.</param>
    /// <param name="seed">Which groups go together.</param>
    /// <returns>The rows held out in each fold.</returns>
    /// <exception cref="BadInputException">What is left to train on would be of one class.</exception>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<bool> labels, IReadOnlyList<string> groups, int folds, uint seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        if (labels.Count != groups.Count)
            throw new BadInputException($"There are {labels.Count} labels and {groups.Count} groups for the same rows.");
        var rowsOf = Enumerable.Range(0, labels.Count).GroupBy(row => groups[row]).Select(group => group.ToArray()).ToArray();
        var lot = new NumpyRandom(seed).Permutation(rowsOf.Length);
        // The groups of mostly one class, then those of the other, each in random order, are dealt out in turn.
        var result = rowsOf.Select((rows, i) => (Rows: rows, True: rows.Count(row => labels[row]) * 2 > rows.Length, Lot: lot[i]))
            .OrderBy(group => group.True).ThenBy(group => group.Lot)
            .Select((group, i) => (group.Rows, Fold: i % folds))
            .GroupBy(group => group.Fold)
            .Select(fold => fold.SelectMany(group => group.Rows).Order().ToArray()).ToArray();
        if (result.Length < 2 || result.Any(heldOut => !CanTrain(labels, heldOut)))
            throw new BadInputException($"{labels.Count} rows in {rowsOf.Length} groups leave a fold with one class to train on.",
                remedy: "Give at least two clips (or scenes) of every class.");
        return result;
    }

    /// <summary>Whether the rows not held out are of both classes.</summary>
    internal static bool CanTrain(IReadOnlyList<bool> labels, int[] heldOut)
    {
        var train = Enumerable.Range(0, labels.Count).Except(heldOut).Select(row => labels[row]).ToHashSet();
        return train.Count == 2;
    }
}
