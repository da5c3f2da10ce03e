using Claims.Common;
using Claims.Drift.Roles;
using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Verifications;

namespace Claims.Tests.Drift;

/// <summary>Heads that follow an object: who still does, who gave it over, who lost it.</summary>
public sealed class HeadRoleTests
{
    private const int Layers = 2, Heads = 2, Pairs = 16;

    [Theory]
    [InlineData(new[] { 0.3, 0, 0, 0 }, new[] { 0.28, 0, 0, 0 }, "L0H0 Kept ")]
    [InlineData(new[] { 0.3, 0, 0, 0 }, new[] { 0, 0, 0, 0.3 }, "L0H0 Moved L1H1")]
    [InlineData(new[] { 0.3, 0, 0, 0 }, new[] { 0.0, 0, 0, 0 }, "L0H0 Lost ")]
    [InlineData(new[] { 0.3, 0, 0, 0.2 }, new[] { 0, 0, 0, 0.2 }, "L0H0 Lost ", "L1H1 Kept ")]
    [InlineData(new[] { 0.0, 0, 0, 0 }, new[] { 0, 0.2, 0, 0 }, "L0H1 Gained ")]
    [InlineData(new[] { 0.0, 0, 0, 0 }, new[] { 0, 0.0, 0, 0 })]
    public void Roles_are_told_apart(double[] before, double[] after, params string[] expected) =>
        HeadRoles.Of(Measured(before, 1), Measured(after, 2), 42).Select(role => $"{role.Head} {role.Change} {role.NowAt}").Should()
            .Equal(expected);

    // Focus scatters by a hundredth or so from clip to clip.
    private static SubjectNumbers Measured(double[] focus, uint seed)
    {
        var random = new NumpyRandom(seed);
        var pairs = Enumerable.Range(0, Pairs)
            .Select(pair => new MeasuredPair($"{pair}", "", "", "", "", new Dictionary<string, IReadOnlyList<Numbers>>
            {
                [DriftMeasures.Focus.Key] =
                [new Numbers("ball", "share", [Axis.Counting("layer", Layers), Axis.Counting("head", Heads)],
                    [.. focus.Select(one => one + 0.02 * (random.NextUInt32() / 4294967296.0 - 0.5))])],
            })).ToArray();
        return new SubjectNumbers(pairs, new Samples([.. pairs.Select(pair => pair.Numbers)]), new Dictionary<string,
            NotMeasurableException>(), new Dictionary<string, Exception>());
    }
}
