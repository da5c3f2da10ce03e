using System.Globalization;

namespace Claims.Video.Decoding;

/// <summary>A set of frame numbers as a condition in ffmpeg's expression language.</summary>
internal static class FrameNumbers
{
    /// <summary>
    /// True where n is one of the numbers: runs become ranges, and those a balanced sum, since ffmpeg bounds an expression's depth.
    /// </summary>
    /// <param name="ascending">The numbers, ascending, none twice, at least one.</param>
    public static string Condition(IReadOnlyList<int> ascending)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var number in ascending)
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1)
                runs[^1] = (runs[^1].First, number);
            else
                runs.Add((number, number));
        }

        return Sum(runs, 0, runs.Count);
    }

    private static string Sum(List<(int First, int Last)> runs, int from, int to)
    {
        if (to - from == 1)
            return string.Create(CultureInfo.InvariantCulture, $"between(n,{runs[from].First},{runs[from].Last})");
        var middle = (from + to) / 2;
        return $"({Sum(runs, from, middle)}+{Sum(runs, middle, to)})";
    }
}
