namespace Claims.Common;

/// <summary>What somebody may have meant who typed a name that there is not.</summary>
// System.CommandLine has the like for its own options and commands, printed by it alone; names of claims and subjects need it too.
internal static class Nearest
{
    private const int Most = 3;

    // Shorter beginnings are those of too much.
    private const int ShortestBeginning = 3;

    /// <summary><c>Did you mean MLP-SHARE?</c>, or, where no name is near, what else is to be said.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="otherwise">A full sentence; usually what there is.</param>
    public static string Remedy(string typed, IEnumerable<string> names, string otherwise) =>
        Among(typed, names) is { Count: > 0 } near ? $"Did you mean {string.Join(" or ", near)}?" : otherwise;

    /// <summary>
    /// At most three names, the nearest first: those a few slips of the hand away, a third of the letters at most, and those that begin so.
    /// </summary>
    public static IReadOnlyList<string> Among(string typed, IEnumerable<string> names)
    {
        var near = names.Distinct()
            .Select(name => (Name: name, Slips: Begins(name) ? 1 : Slips(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(name => name.Slips <= Math.Max(1, Math.Max(typed.Length, name.Name.Length) / 3)).OrderBy(name => name.Slips).ToArray();
        // What is much farther than the nearest was hardly meant.
        return [.. near.Where(name => name.Slips <= near[0].Slips + 1).Take(Most).Select(name => name.Name)];

        bool Begins(string name) => typed.Length >= ShortestBeginning && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
    }

    // Letters to put in, take out, exchange, or swap with their neighbour (Damerau and Levenshtein; no letter is touched twice).
    private static int Slips(string from, string to)
    {
        var slips = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i, j] = i + j;
                    continue;
                }
                var exchanged = slips[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                slips[i, j] = Math.Min(exchanged, 1 + Math.Min(slips[i - 1, j], slips[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
            }
        }
        return slips[from.Length, to.Length];
    }
}
