using Claims.Registrations;
using Claims.Verdicts;

namespace Claims.Tests.Subjects;

/// <summary>
/// What a registration foresees: one verdict where the numbers are far from their bands' edges, several where they are near.
/// </summary>
public sealed class PossibleVerdictsTests
{
    [Fact]
    public void Far_inside_only_holds() => Of(Above(5)).Should().BeEquivalentTo([Verdict.Holds]);

    [Fact]
    public void Far_outside_only_is_refuted() => Of(Above(-5)).Should().BeEquivalentTo([Verdict.Refuted]);

    [Fact]
    public void Just_inside_may_be_inconclusive_too() => Of(Above(0.6)).Should().BeEquivalentTo([Verdict.Holds, Verdict.Inconclusive]);

    [Fact]
    public void At_the_edge_anything_may_come() =>
        Of(Above(0)).Should().BeEquivalentTo([Verdict.Holds, Verdict.Inconclusive, Verdict.Refuted]);

    [Fact]
    public void One_check_that_is_surely_outside_decides_whatever_the_others_do() =>
        Of(Above(-5), Above(0)).Should().BeEquivalentTo([Verdict.Refuted]);

    [Fact]
    public void A_check_that_is_surely_inside_cannot_save_one_at_the_edge() =>
        Of(Above(5), Above(0.6)).Should().BeEquivalentTo([Verdict.Holds, Verdict.Inconclusive]);

    [Fact]
    public void What_scatters_more_than_its_values_show_may_come_to_more() =>
        PossibleVerdicts.Of(Form.Controlled, [Above(5)], 42, new Dictionary<string, double> { ["mean 5"] = 2 }).Should()
            .BeEquivalentTo([Verdict.Holds, Verdict.Inconclusive, Verdict.Refuted]);

    [Theory]
    [InlineData(32, new[] { Verdict.Holds, Verdict.Inconclusive })]
    [InlineData(0, new[] { Verdict.Refuted })]
    public void Of_a_share_one_pair_may_always_fall_the_other_way(int so, Verdict[] expected) =>
        Of(Check.Share("share", [.. Enumerable.Range(0, 32).Select(pair => pair < so ? 1.0 : 0)]).Above(0.85)).Should()
            .BeEquivalentTo(expected);

    // 32 pairs of standard deviation 1: a standard error of 0.18.
    private static Check Above(double mean) =>
        Check.Of($"mean {mean}", "1", [.. Enumerable.Range(0, 32).Select(pair => mean + (pair % 2 == 0 ? 1 : -1))]).Above(0);

    private static IReadOnlySet<Verdict> Of(params Check[] checks) => PossibleVerdicts.Of(Form.Controlled, checks, 42);
}
