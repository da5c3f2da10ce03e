using System.Globalization;
using Claims.Verdicts;

namespace Claims.Benchmarks;

/// <summary>
/// What the lines come to: false alarms, power by kind and strength, components named right; each with its 95 % interval by Clopper and
/// Pearson.
/// </summary>
internal static class Sums
{
    public static void Print(IReadOnlyList<RunLine> lines)
    {
        Share("false alarms, benign updates", lines.Where(line => !line.Harmful).Select(line => line.Alarm));
        Share("detected, harmful updates that change a verdict by construction", lines.Where(line => line.Certain)
            .Select(line => line.Alarm));
        Share("detected, all harmful updates", lines.Where(line => line.Harmful).Select(line => line.Alarm));
        Share("component named right, updates of one component", lines.Where(line => line.Right is not null)
            .Select(line => line.Right!.Value));
        var graded = lines.Where(line => line.Strength != 0).Select(line => line.Kind).ToHashSet();
        foreach (var group in lines.GroupBy(line => (line.Harmful, line.Kind, line.Strength)).OrderBy(group => group.Key.Harmful)
            .ThenBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => group.Key.Strength))
        {
            var strength = graded.Contains(group.Key.Kind) ? $" {group.Key.Strength.ToString(CultureInfo.InvariantCulture)}" : "";
            Share($"  {(group.Key.Harmful ? "harmful" : "benign")}, {group.Key.Kind}{strength}: alarms", group.Select(line => line.Alarm));
        }
    }

    private static void Share(string what, IEnumerable<bool> so)
    {
        double[] values = [.. so.Select(one => one ? 1.0 : 0)];
        if (values.Length == 0)
            return;
        var (low, high) = new ExactShare(values).Interval(Judgement.Tail);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"{what}: {values.Sum():0} of {values.Length}, {100 * values.Average():0.0} % [{100 * low:0.0}, {100 * high:0.0}]"));
    }
}
