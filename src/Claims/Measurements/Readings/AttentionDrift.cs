using Claims.Measurements.Arrays;

namespace Claims.Measurements.Readings;

/// <summary>
/// How the place that CLS looks at moves from tubelet to tubelet: a tracker's centre follows what moves; a sink's stays, its maps the same
/// over time.
/// Tubelets' maps are compared as distributions, each of mass 1.
/// </summary>
/// <param name="Centre">[layer, head, tubelet, row|column]: centre of mass, in cells from the first; NaN where a tubelet gets no
/// mass.</param>
/// <param name="Drift">[layer, head]: how far the centre moves from one tubelet to the next, in cells, on average.</param>
/// <param name="Displacement">[layer, head]: from the first tubelet's centre to the last one's, in cells.</param>
/// <param name="Persistence">[layer, head]: share of the map that a tubelet and the next have in common (sum of minima), on average: 1
/// where nothing moves.</param>
public sealed record AttentionDrift(Numbers Centre, Numbers Drift, Numbers Displacement, Numbers Persistence)
{
    /// <summary>The drift of weights on the token grid.</summary>
    /// <param name="onGrid">[layer, head, tubelet, row, column].</param>
    public static AttentionDrift Of(Numbers onGrid)
    {
        ArgumentNullException.ThrowIfNull(onGrid);
        var (tubelets, columns) = (onGrid.Axes[2].Labels.Count, onGrid.Axes[4].Labels.Count);
        // By layer and head, by tubelet: the map, row-major.
        var heads = onGrid.Values.Chunk(onGrid.Axes[3].Labels.Count * columns).Select(ToMassOne).Chunk(tubelets).ToArray();
        var centres = heads.Select(maps => maps.Select(map => CentreOf(map, columns)).ToArray()).ToArray();
        Axis[] perHead = [onGrid.Axes[0], onGrid.Axes[1]];
        return new AttentionDrift(
            new Numbers("centre of CLS attention", "cells", [.. perHead, onGrid.Axes[2], new Axis("coordinate", ["row", "column"])],
                [.. centres.SelectMany(head => head.SelectMany(centre => new[] { centre.Row, centre.Column }))]),
            new Numbers("drift of CLS attention", "cells per tubelet", perHead, [.. centres.Select(head => Successive(head, Distance))]),
            new Numbers("displacement of CLS attention", "cells", perHead, [.. centres.Select(head => Distance(head[0], head[^1]))]),
            new Numbers("persistence of CLS attention", "share", perHead, [.. heads.Select(maps => Successive(maps, Common))]));
    }

    private static double[] ToMassOne(double[] map)
    {
        var sum = map.Sum();
        return [.. map.Select(weight => weight / sum)];
    }

    private static (double Row, double Column) CentreOf(double[] map, int columns) =>
        (map.Select((weight, i) => weight * (i / columns)).Sum(), map.Select((weight, i) => weight * (i % columns)).Sum());

    // The mean over neighbours in time; a single tubelet has none: nothing moves, and nothing says that it stays.
    private static double Successive<T>(T[] steps, Func<T, T, double> of) =>
        steps.Length < 2 ? double.NaN : steps.Zip(steps.Skip(1), of).Average();

    private static double Distance((double Row, double Column) a, (double Row, double Column) b) =>
        double.Hypot(a.Row - b.Row, a.Column - b.Column);

    private static double Common(double[] a, double[] b) => a.Zip(b, Math.Min).Sum();
}
