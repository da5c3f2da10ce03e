using Claims.Alley;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Tests.Alley;

/// <summary>Neither how a clip ends nor what happens in it can be told from any fact of its scene: chi-square over 10,000 seeds.</summary>
public class IndependenceTests
{
    private const int Seeds = 10_000, Levels = 8;

    // Holm's first step at 0.001 over some sixty tests: no single one below 0.001 / 60, 4.15 standard deviations of a normal.
    private const double Limit = 4.15;

    private static readonly AlleyScene[] Scenes = [.. Enumerable.Range(0, Seeds).Select(seed => AlleyScene.Of(seed))];

    private static readonly Dictionary<string, int[]> Facts =
        new[] { new { Name = "clutter", Values = Scenes.Select(scene => scene.Clutter.Count).ToArray() } }
        .Concat(typeof(AlleyScene).GetProperties().Where(fact => fact.PropertyType == typeof(int) || fact.PropertyType == typeof(bool))
            .Select(fact => new { fact.Name, Values = Scenes.Select(scene => Convert.ToInt32(fact.GetValue(scene))).ToArray() }))
        .ToDictionary(fact => fact.Name, fact => Binned(fact.Values));

    [Fact]
    public void The_outcome_is_independent_of_every_fact_of_the_scene()
    {
        var outcomes = Outcomes();
        Facts.Should().HaveCountGreaterThan(25);
        outcomes.Average().Should().BeApproximately(0.5, 0.02);
        foreach (var (name, values) in Facts)
            Score(outcomes, values).Should().BeLessThan(Limit, $"{name} must not tell the outcome");
        Score(outcomes, Drawn()).Should().BeLessThan(Limit, "nor the action that the seed draws");
    }

    [Fact]
    public void The_action_is_independent_of_every_fact_of_the_scene()
    {
        var actions = Drawn();
        foreach (var (name, values) in Facts)
            Score(actions, values).Should().BeLessThan(Limit, $"{name} must not tell the action");
    }

    [Fact]
    public void A_leak_would_be_found()
    {
        var mirrored = Facts[nameof(AlleyScene.Mirrored)];
        // In every twelfth scene the outcome follows the mirror.
        var leaky = Outcomes().Select((outcome, seed) => seed % 12 == 0 ? mirrored[seed] : outcome).ToArray();
        Score(leaky, mirrored).Should().BeGreaterThan(Limit);
    }

    private static int[] Outcomes() =>
        [.. Enumerable.Range(0, Seeds)
            .Select(seed => new AlleyClipId(seed, AlleyAction.Bowling).Resolve().Outcome == Outcome.Success ? 1 : 0)];

    private static int[] Drawn() => [.. Enumerable.Range(0, Seeds).Select(seed => (int)new AlleyClipId(seed).Resolve().Action!.Value)];

    // Facts of many values by rank, in as many levels of one size.
    private static int[] Binned(int[] values)
    {
        var known = values.Distinct().Order().ToArray();
        if (known.Length <= Levels)
            return [.. values.Select(value => Array.IndexOf(known, value))];
        var sorted = values.Order().ToArray();
        var edges = Enumerable.Range(1, Levels - 1).Select(level => sorted[level * values.Length / Levels]).ToArray();
        return [.. values.Select(value => edges.Count(edge => value >= edge))];
    }

    // Chi-square of the table, as standard deviations of a normal (Wilson and Hilferty's cube root).
    private static double Score(int[] one, int[] other)
    {
        var table = new double[one.Max() + 1, other.Max() + 1];
        for (var i = 0; i < one.Length; i++)
            table[one[i], other[i]]++;
        var rows = Enumerable.Range(0, table.GetLength(0)).Select(r => one.Count(value => value == r)).ToArray();
        var columns = Enumerable.Range(0, table.GetLength(1)).Select(c => other.Count(value => value == c)).ToArray();
        double chi = 0, freedom = (rows.Length - 1) * (columns.Length - 1);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var expected = (double)rows[r] * columns[c] / one.Length;
                expected.Should().BeGreaterThan(5, "chi-square needs filled cells");
                chi += (table[r, c] - expected) * (table[r, c] - expected) / expected;
            }
        }
        return (Math.Cbrt(chi / freedom) - (1 - 2 / (9 * freedom))) / Math.Sqrt(2 / (9 * freedom));
    }
}
