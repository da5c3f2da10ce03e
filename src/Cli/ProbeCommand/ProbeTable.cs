using System.Globalization;
using Claims.Cli.Output;

namespace Claims.Cli.ProbeCommand;

/// <summary>What probes find of the outcome, for people: a line per layer, a column an action; controls over all actions.</summary>
internal static class ProbeTable
{
    public static void Show(IReadOnlyList<ProbedAction> found)
    {
        foreach (var feature in found.GroupBy(probed => probed.Feature))
        {
            Screen.Line(feature.Key == "cls" ? "outcome, probed on CLS:" : "outcome, probed on the mean patch token:");
            var table = new TextTable([TextColumn.Key("layer"), .. feature.Select(probed => TextColumn.Number(probed.Action)),
                TextColumn.Number("mean"), TextColumn.Number("shuffled labels"), TextColumn.Number("untrained")]);
            for (var layer = 0; layer < feature.First().Accuracy.Count; layer++)
            {
                var at = layer;
                table.Row([layer.ToString(CultureInfo.InvariantCulture), .. feature.Select(probed => Percent(probed.Accuracy[at])),
                    Percent(feature.Average(probed => probed.Accuracy[at])), Percent(feature.Average(probed => probed.ShuffledMean[at])),
                    Percent(feature.Average(probed => probed.Untrained[at]))]);
            }
            Screen.Show(table);
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
