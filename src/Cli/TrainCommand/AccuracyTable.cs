using System.Globalization;
using Claims.Alley.Training;
using Claims.Cli.Output;

namespace Claims.Cli.TrainCommand;

/// <summary>How well held-out scenes are classified, for people.</summary>
internal static class AccuracyTable
{
    public static void Show(HeldOutAccuracy found)
    {
        var table = new TextTable(TextColumn.Key("action"), TextColumn.Number("clips"), TextColumn.Number("right"), "success - failure",
            "95 % interval");
        foreach (var action in found.Actions)
        {
            table.Row(action.Action, action.Clips.ToString(CultureInfo.InvariantCulture), Percent((double)action.Right / action.Clips),
                action.Outcomes is { } both ? $"{Points(both.Difference)} points" : "",
                action.Outcomes is { } of ? $"{Points(of.DifferenceLow)} to {Points(of.DifferenceHigh)}" : "");
        }
        Screen.Show(table);
        Screen.Field("", $"{found.Clips} held-out scenes: actions {Percent(found.Accuracy)} right, 95 % interval "
            + $"{Percent(found.AccuracyLow)} to {Percent(found.AccuracyHigh)}"
            + (found.OutcomeAccuracy is { } outcome ? $"; outcomes {Percent(outcome)}" : ""));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static string Points(double points) => points.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
