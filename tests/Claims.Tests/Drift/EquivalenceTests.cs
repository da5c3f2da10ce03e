using Claims.Common;
using Claims.Drift.Decisions;
using Claims.Verdicts;

namespace Claims.Tests.Drift;

/// <summary>What a paired difference comes to, against a margin.</summary>
public sealed class EquivalenceTests
{
    private const int Pairs = 32;

    [Fact]
    public void The_same_numbers_are_equivalent() => Decided(Values(5, 2), Values(5, 2)).Decision.Should().Be(Decision.Equivalent);

    [Fact]
    public void What_all_pairs_share_drops_out_of_the_difference()
    {
        // Pairs scatter by 20 about 5, so that two unpaired means would differ by anything; the update adds a tenth of a margin to each.
        var before = Values(5, 20);
        var quantity = Decided(before, Plus(before, 0.1), margin: 1);
        quantity.Decision.Should().Be(Decision.Equivalent);
        quantity.Low.Should().BeApproximately(0.1, 1e-9);
    }

    [Fact]
    public void A_difference_beyond_the_margin_is_drift_and_one_at_the_margin_is_neither()
    {
        var before = Values(5, 2);
        Decided(before, Plus(before, 3, 0.5), margin: 1).Decision.Should().Be(Decision.Drifted);
        Decided(before, Plus(before, -3, 0.5), margin: 1).Decision.Should().Be(Decision.Drifted);
        Decided(before, Plus(before, 1, 0.5), margin: 1).Decision.Should().Be(Decision.Inconclusive);
    }

    [Fact]
    public void Holm_spares_what_a_single_test_would_condemn()
    {
        var before = Values(5, 2);
        var borderline = Pair(before, Plus(before, 1.25, 0.5), 1);
        var alone = EquivalenceTest.Of([borderline], 42)[0];
        alone.PDrifted.Should().BeInRange(1e-3, 0.025, "the case is made to lie there");
        alone.Decision.Should().Be(Decision.Drifted);
        EquivalenceTest.Of([.. Enumerable.Repeat(borderline, 1).Concat(Enumerable.Repeat(Pair(before, Plus(before, 1, 0.5), 1), 99))],
            42)[0].Decision.Should().Be(Decision.Inconclusive);
    }

    [Fact]
    public void A_ratio_of_sums_is_compared_as_a_ratio()
    {
        var (values, per) = (Values(6, 2), Values(3, 1));
        var twice = Check(values) with { Per = per };
        var quantity =
            EquivalenceTest.Of(
                [new CheckPair("C", Form.Reproduce, twice, twice with { Values = [.. values.Select(value => 1.5 * value)] },
                    new Margin(0.1, MarginSource.Rule))], 42)[0];
        quantity.Difference.Should().BeApproximately(0.5 * values.Sum() / per.Sum(), 1e-12);
        ((quantity.Low + quantity.High) / 2).Should()
            .BeApproximately(quantity.Difference, 1e-9, "the interval is about the ratio's difference");
        quantity.Decision.Should().Be(Decision.Drifted);
    }

    [Theory]
    [InlineData(32, 0, Decision.Equivalent)]
    [InlineData(16, 0, Decision.Inconclusive)]
    [InlineData(32, 3, Decision.Inconclusive)]
    [InlineData(32, 20, Decision.Drifted)]
    public void Shares_are_as_sure_as_their_number_of_pairs_allows(int pairs, int lost, Decision expected)
    {
        double[] before = [.. Enumerable.Repeat(1.0, pairs)], after = [.. before.Select((_, i) => i < lost ? 0.0 : 1)];
        var share = Claims.Verdicts.Check.Share("kept", before).Above(0.85);
        var quantity =
            EquivalenceTest.Of([new CheckPair("C", Form.Reproduce, share, share with { Values = after }, Margin.ByRule(share, pairs))],
                42)[0];
        quantity.Decision.Should().Be(expected);
        quantity.Low.Should().BeLessThanOrEqualTo(quantity.Difference).And.BeLessThan(0, "no change on few pairs is not no change");
    }

    [Fact]
    public void Numbers_that_are_none_any_more_have_drifted() =>
        Decided(Values(5, 2), [.. Values(5, 2).Select((value, i) => i == 3 ? double.NaN : value)]).Decision.Should().Be(Decision.Drifted);

    [Theory]
    [InlineData(0.5, Decision.Equivalent)]
    [InlineData(1.5, Decision.Drifted)]
    public void A_single_pair_is_decided_by_its_value(double difference, Decision expected) =>
        Decided([5], [5 + difference], margin: 1).Decision.Should().Be(expected);

    [Fact]
    public void Too_few_pairs_decide_nothing() => Decided([5, 6, 7], [50, 60, 70]).Decision.Should().Be(Decision.Inconclusive);

    [Fact]
    public void What_is_in_one_of_the_two_only_cannot_be_compared()
    {
        var check = Check(Values(5, 2));
        EquivalenceTest.Of(
            [new CheckPair("C", Form.Reproduce, check, null, new Margin(1, MarginSource.Rule)),
                new CheckPair("C", Form.Reproduce, null, check, null)], 42)
            .Should().AllSatisfy(quantity => quantity.Decision.Should().Be(Decision.NotComparable));
    }

    [Fact]
    public void A_margin_is_the_largest_of_its_rules()
    {
        double[] sure = [.. Enumerable.Repeat(100.0, Pairs)];
        Margin.ByRule(Check(sure), Pairs).Value.Should().Be(5, "5 % of 100");
        Margin.ByRule(Claims.Verdicts.Check.Of("n", "%", [.. sure.Select(_ => 1e-6)]).Below(1e-3), Pairs).Value.Should()
            .BeApproximately(0.0999e-3, 1e-9, "a tenth of the room");
        Margin.ByRule(Claims.Verdicts.Check.Of("n", "%", sure).Below(1e-3), Pairs).Value.Should()
            .Be(5, "what breaks the rule has no room in it");
        var spread = Values(0, 10);
        Margin.ByRule(Check(spread), Pairs).Value.Should().BeApproximately(3 * StandardError.Of(spread, null), 1e-12);
        Margin.ByRule(Check(spread), Pairs / 4).Value.Should()
            .BeApproximately(6 * StandardError.Of(spread, null), 1e-12, "a quarter of the pairs scatters twice as much");
    }

    // A true difference of exactly the margin is the hardest case that is not drift: of 200 families of 50, at most 2.5 % may hold a false
    // alarm.
    [Fact]
    [Trait("Category", "slow")]
    public void Families_at_the_margin_hardly_ever_raise_a_false_alarm()
    {
        const int Families = 200, Members = 50;
        var alarms = 0;
        for (uint seed = 0; seed < Families; seed++)
        {
            var random = new NumpyRandom(seed);
            var family = Enumerable.Range(0, Members).Select(_ =>
            {
                var before = Normal(random, 5, 2);
                return Pair(before, [.. before.Zip(Normal(random, 1, 0.5), (a, b) => a + b)], 1);
            }).ToArray();
            alarms += EquivalenceTest.Of(family, seed).Any(quantity => quantity.Decision == Decision.Drifted) ? 1 : 0;
        }
        alarms.Should().BeLessThanOrEqualTo(12, $"{alarms} of {Families} families");
    }

    private static Quantity Decided(double[] before, double[] after, double? margin = null) =>
        EquivalenceTest.Of([Pair(before, after, margin ?? Margin.ByRule(Check(before), before.Length).Value)], 42)[0];

    private static CheckPair Pair(double[] before, double[] after, double margin) =>
        new("C", Form.Reproduce, Check(before), Check(after), new Margin(margin, MarginSource.Rule));

    private static Check Check(IReadOnlyList<double> values) =>
        Claims.Verdicts.Check.Of("number", "%", values).Between(double.NegativeInfinity, double.PositiveInfinity);

    private static double[] Values(double mean, double spread) => Normal(new NumpyRandom(1), mean, spread);

    private static double[] Plus(double[] before, double mean, double spread = 0) =>
        [.. before.Zip(Normal(new NumpyRandom(2), mean, spread), (a, b) => a + b)];

    private static double[] Normal(NumpyRandom random, double mean, double spread) =>
        [.. Enumerable.Range(0, Pairs)
            .Select(_ => mean + spread * (Enumerable.Range(0, 12).Sum(_ => random.NextUInt32() / 4294967296.0) - 6))];
}
