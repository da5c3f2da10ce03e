using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Registrations;
using Claims.Verdicts;

namespace Claims.Tests.Subjects;

/// <summary>The scatter of a claim's number over sets of pairs, by leaving blocks of pairs out.</summary>
public sealed class BlockJackknifeTests
{
    private const int Pairs = 400;

    private static readonly Measure Value = new("value", _ => []);

    [Fact]
    public void Of_a_mean_it_is_the_standard_error()
    {
        var values = Normal(Pairs);
        Errors(values, samples => samples.At(Value, "value")).Should()
            .BeApproximately(StandardError.Of(values, null), 0.2 * StandardError.Of(values, null));
    }

    [Fact]
    public void What_all_pairs_have_in_common_scatters_too()
    {
        // Each value less the mean of all: the values show no scatter of their mean beyond their own, though it is 0 whatever the pairs.
        var values = Normal(Pairs);
        Errors(values, samples => Less(samples.At(Value, "value"), samples.At(Value, "value").Average())).Should().BeLessThan(1e-12);
        // And a constant that is estimated from the pairs shows no scatter in the values at all.
        double[] Same(Samples samples) => [.. Enumerable.Repeat(samples.At(Value, "value").Average(), samples.Pairs)];
        StandardError.Of(Same(Of(values)), null).Should().BeLessThan(1e-12);
        Errors(values, Same).Should().BeApproximately(StandardError.Of(values, null), 0.2 * StandardError.Of(values, null));
    }

    [Fact]
    public void Untrained_models_keep_their_turns()
    {
        // Each model reads a number of its own: a block left out, each still has as many pairs.
        var values = Enumerable.Range(0, Pairs).Select(pair => (double)(pair % UntrainedRange.Models)).ToArray();
        Errors(values, samples => samples.At(Value, "value")).Should().Be(0);
    }

    [Fact]
    public void Few_pairs_say_nothing() => All(Normal(12), samples => samples.At(Value, "value")).Should().BeEmpty();

    private static double Errors(double[] values, Func<Samples, double[]> number) => All(values, number)["number"];

    private static IReadOnlyDictionary<string, double> All(double[] values, Func<Samples, double[]> number) =>
        BlockJackknife.Errors(new ClaimForm(Form.Controlled, "", [Value], samples => [Check.Of("number", "1", number(samples)).Above(0)]),
            Of(values));

    private static Samples Of(double[] values) => new([.. values.Select(value =>
        (IReadOnlyDictionary<string, IReadOnlyList<Numbers>>)new Dictionary<string, IReadOnlyList<Numbers>>
        {
            [Value.Key] = [new Numbers("value", "1", [], [value])],
        })]);

    private static double[] Less(double[] values, double mean) => [.. values.Select(value => value - mean)];

    private static double[] Normal(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
    }
}
