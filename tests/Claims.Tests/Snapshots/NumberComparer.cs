using System.Globalization;

namespace Claims.Tests.Snapshots;

/// <summary>
/// Compares snapshots number by number: equal texts apart from the numbers, and every number within a tolerance of the
/// verified one, |received - verified| &lt;= absolute + relative * |verified|. NaN agrees with NaN alone, an infinity with itself.
/// </summary>
public static class NumberComparer
{
    /// <summary>Sets the tolerance for this verification.</summary>
    public static SettingsTask WithinTolerance(this SettingsTask task, double relative, double absolute) =>
        task.UseStringComparer(Within(relative, absolute));

    /// <summary>The comparer itself, for UseStringComparer.</summary>
    public static StringCompare Within(double relative, double absolute)
    {
        RequireTolerance(relative, nameof(relative));
        RequireTolerance(absolute, nameof(absolute));
        return (received, verified, _) => Task.FromResult(Compare(received, verified, relative, absolute));
    }

    private static CompareResult Compare(string received, string verified, double relative, double absolute)
    {
        var left = NumberedText.Split(received);
        var right = NumberedText.Split(verified);
        foreach (var (mine, theirs) in left.Zip(right))
        {
            if (mine.Text != theirs.Text || mine.Number is null != theirs.Number is null)
            {
                return CompareResult.NotEqual(TextDifference(received, verified));
            }

            if (mine.Number is { } r && theirs.Number is { } v && !Agree(r, v, relative, absolute))
            {
                return CompareResult.NotEqual(NumberDifference(received, mine, theirs, relative, absolute));
            }
        }

        return CompareResult.Equal;
    }

    private static bool Agree(double received, double verified, double relative, double absolute) => received.Equals(verified) ||
        (double.IsFinite(received) && double.IsFinite(verified) && Math.Abs(received - verified) <= Allowed(verified, relative, absolute));

    private static double Allowed(double verified, double relative, double absolute) => absolute + (relative * Math.Abs(verified));

    private static string NumberDifference(string received, NumberedPiece mine, NumberedPiece theirs, double relative, double absolute)
    {
        var (r, v) = (mine.Number!.Value, theirs.Number!.Value);
        var (distance, allowed) = (Math.Abs(r - v), Allowed(v, relative, absolute));
        return $"{SnapshotPlace.Of(received, mine.At)}: received {mine.Written}, verified {theirs.Written}.\n" + string.Create(
            CultureInfo.InvariantCulture,
            $"They differ by {distance:G6}; allowed are {allowed:G6} (absolute {absolute:G6} + relative {relative:G6}).");
    }

    private static string TextDifference(string received, string verified)
    {
        var left = received.Split('\n');
        var right = verified.Split('\n');
        var line = 0;
        while (line < left.Length && line < right.Length && NumberedText.Blank(left[line]) == NumberedText.Blank(right[line]))
        {
            line++;
        }

        return $"The texts differ apart from numbers, line {line + 1}: received {Line(left, line)}, verified {Line(right, line)}.";
    }

    private static string Line(string[] lines, int line) => line < lines.Length ? $"'{lines[line].Trim()}'" : "nothing";

    private static void RequireTolerance(double tolerance, string name)
    {
        if (!double.IsFinite(tolerance) || tolerance < 0)
        {
            throw new ArgumentOutOfRangeException(name, tolerance, "A tolerance is a finite number, 0 or more.");
        }
    }
}
