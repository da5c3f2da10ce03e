using System.Globalization;
using Claims.Verdicts;

namespace Claims.Benchmarks;

/// <summary>What the lines come to: false alarms, power by kind and strength, components named right.</summary>
internal static class Sums
{
    private sealed record Line(bool Harmful, string Kind, double Strength, bool Alarm, bool ChangedSides, bool? Right);

    public static void Print(string file)
    {
        var lines = File.ReadLines(file).Select(Parse).ToArray();
        Share("false alarms, benign updates", lines.Where(line => !line.Harmful).Select(line => line.Alarm));
        Share("detected, where a claim changed sides", lines.Where(line => line.Harmful && line.ChangedSides).Select(line => line.Alarm));
        Share("component named right, single-component updates", lines.Where(line => line.Right is not null).Select(line => line.Right!.Value));
        foreach (var group in lines.GroupBy(line => (line.Harmful, line.Kind, line.Strength)).OrderBy(group => group.Key.Harmful).ThenBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => group.Key.Strength))
            Share($"{(group.Key.Harmful ? "harmful" : "benign")}, {group.Key.Kind} {group.Key.Strength.ToString(CultureInfo.InvariantCulture)}: alarms", group.Select(line => line.Alarm));
    }

    private static Line Parse(string line)
    {
        var fields = line.Split(',');
        return new Line(bool.Parse(fields[0]), fields[2], double.Parse(fields[3], CultureInfo.InvariantCulture), fields[6] is "Drifted" or "NotComparable", fields[7] != "0", fields[11].Length == 0 ? null : bool.Parse(fields[11]));
    }

    private static void Share(string what, IEnumerable<bool> so)
    {
        double[] values = [.. so.Select(one => one ? 1.0 : 0)];
        if (values.Length == 0)
            return;
        var (low, high) = new ExactShare(values).Interval(Judgement.Tail);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {values.Sum():0} of {values.Length}, {100 * values.Average():0.0} % [{100 * low:0.0}, {100 * high:0.0}]"));
    }
}
