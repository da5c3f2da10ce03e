using System.Globalization;

namespace Claims.Measurements.Arrays;

/// <summary>Many draws of the same arrays, as quantiles: linear between the two draws around each, as numpy's default.</summary>
public static class Quantiles
{
    private static readonly double[] Levels = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    /// <summary>Each array with a last axis, <c>quantile</c>: 0 (the least), 0.05, 0.25, 0.5, 0.75, 0.95, 1 (the most).</summary>
    /// <param name="draws">The same arrays in each: names and axes.</param>
    /// <exception cref="ArgumentException">There are no draws, or they are not of the same arrays.</exception>
    public static IReadOnlyList<Numbers> Over(IReadOnlyList<IReadOnlyList<Numbers>> draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (draws.Count == 0 || draws.Any(draw => !draw.Select(Shape).SequenceEqual(draws[0].Select(Shape))))
            throw new ArgumentException("Quantiles are taken over one or more draws of the same arrays.", nameof(draws));
        var axis = new Axis("quantile", [.. Levels.Select(level => level.ToString(CultureInfo.InvariantCulture))]);
        return [.. draws[0].Select((first, array) => new Numbers(first.Name, first.Unit, [.. first.Axes, axis],
            [.. Enumerable.Range(0, first.Values.Count).SelectMany(place => Of([.. draws.Select(draw => draw[array].Values[place])]))]))];
    }

    private static (string, string) Shape(Numbers numbers) =>
        (numbers.Name, string.Join(",", numbers.Axes.Select(axis => $"{axis.Name}:{axis.Labels.Count}")));

    private static IEnumerable<double> Of(double[] values)
    {
        Array.Sort(values);
        foreach (var level in Levels)
        {
            var at = level * (values.Length - 1);
            var below = (int)at;
            var above = Math.Min(below + 1, values.Length - 1);
            yield return values[below] + (at - below) * (values[above] - values[below]);
        }
    }
}
