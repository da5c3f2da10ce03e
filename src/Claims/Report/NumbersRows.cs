using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>Every number of a verification as rows, in order: pair, measure, then each array's values.</summary>
internal static class NumbersRows
{
    /// <summary>The columns that stand before an array's own.</summary>
    public static IReadOnlyList<string> Header { get; } = ["pair", "measure"];

    /// <summary>What those columns say, and the array.</summary>
    public static IEnumerable<(IReadOnlyList<string> Columns, Numbers Numbers)> Of(VerificationResult result) =>
        from pair in result.Pairs
        from measure in pair.Numbers
        from numbers in measure.Value
        select ((IReadOnlyList<string>)[pair.Name, Measure.NameIn(measure.Key)], numbers);

    /// <summary>Where the value with this row-major index stands: <c>layer=4;component=MLP</c>.</summary>
    public static string Place(Numbers numbers, int index)
    {
        var parts = new string[numbers.Axes.Count];
        for (var axis = numbers.Axes.Count - 1; axis >= 0; axis--)
        {
            var labels = numbers.Axes[axis].Labels;
            parts[axis] = $"{numbers.Axes[axis].Name}={labels[index % labels.Count]}";
            index /= labels.Count;
        }
        return string.Join(';', parts);
    }
}
