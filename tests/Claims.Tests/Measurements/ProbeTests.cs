using System.Text.Json;
using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Probes;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Tests.Measurements.Golden;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>Linear probes: the optimum, the published split, the published probes.</summary>
public sealed class ProbeTests
{
    // Coefficients; and intercepts and margins, which in single precision carry the activations' own rounding.
    [Theory]
    [InlineData("protocol.json", false, 1e-5, 2e-4)]
    [InlineData("protocol_f64.json", true, 1e-8, 1e-8)]
    public void Published_probes_are_the_reference_sets(string file, bool doubles, double tolerance, double ofSums)
    {
        using var dev = new DevProtocol(doubles);
        using var strike = dev.Vivit.Run(dev.Strike, PublishedProbes.Needs);
        using var gutter = dev.Vivit.Run(dev.Gutter, PublishedProbes.Needs);
        var expected = DevProtocol.Json(file).GetProperty("probes");
        var layer = expected.GetProperty("detail_layer").GetInt32();
        var (cls, patches) = (expected.GetProperty("cls"), expected.GetProperty("patch_tokens"));
        var (clsDetail, detail) = (cls.GetProperty("detail"), patches.GetProperty("detail"));

        var found = PublishedProbes.Of(dev.Vivit, strike, gutter);

        Ints(found.Split.Train).Should().Equal(DevProtocol.Flat(patches.GetProperty("train_indices")));
        Ints(found.Split.Test).Should().Equal(DevProtocol.Flat(patches.GetProperty("test_indices")));
        Near(found.ClsAccuracy.Values, cls.GetProperty("accuracy"), 0);
        Near(found.TestAccuracy.Values, patches.GetProperty("exact_test_accuracy"), 1e-12);
        Near(found.TrainAccuracy.Values, patches.GetProperty("exact_train_accuracy"), 1e-12);
        Near(found.SmallestTestMargin.Values, patches.GetProperty("exact_min_abs_decision_on_test"), ofSums);
        Near(Row(found.ClsCoefficients, layer), clsDetail.GetProperty("exact_coef"), tolerance);
        Near([found.ClsIntercepts[layer]], clsDetail.GetProperty("exact_intercept"), ofSums);
        Near(Row(found.Coefficients, layer), detail.GetProperty("exact_coef"), tolerance);
        Near([found.Intercepts[layer]], detail.GetProperty("exact_intercept"), ofSums);
    }

    [Fact]
    public void Splits_are_scikit_learns()
    {
        var cases = DevProtocol.Json("numpy_sampling.json").GetProperty("train_test_split").EnumerateArray().ToArray();
        cases.Should().NotBeEmpty();
        foreach (var one in cases)
        {
            int[] labels =
                [.. Enumerable.Repeat(1, one.GetProperty("ones_first").GetInt32()),
                    .. Enumerable.Repeat(0, one.GetProperty("zeros_after").GetInt32())];
            var split = StratifiedSplit.Of(labels, one.GetProperty("test_size").GetDouble(), one.GetProperty("random_state").GetUInt32());
            Ints(split.Train).Should().Equal(DevProtocol.Flat(one.GetProperty("train")), "{0}", one.GetProperty("random_state"));
            Ints(split.Test).Should().Equal(DevProtocol.Flat(one.GetProperty("test")));
        }
    }

    [Property(MaxTest = 20)]
    public void The_gradient_vanishes_at_the_optimum(byte seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed);
        // Fewer and more features than rows, large and small, one far from the origin.
        var (rows, width) = (2 + seed % 40, 1 + seed * 7 % 60);
        var x = randn([rows, width], float64, generator: generator) * Math.Pow(10, seed % 3 - 1) + (seed % 5 == 0 ? 30 : 0);
        bool[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 2 == 0)];
        var c = seed % 2 == 0 ? 1.0 : 0.1;

        var found = LogisticRegression.Fit(x, labels, c);

        found.GradientNorm.Should().BeLessThan(LogisticRegression.Tolerance);
        // The gradient written out once more, plainly.
        var (values, slope, interceptSlope) = (x.data<double>().ToArray(), found.Coefficients.ToArray(), 0.0);
        for (var row = 0; row < rows; row++)
        {
            var decision = found.Intercept + Enumerable.Range(0, width).Sum(j => found.Coefficients[j] * values[row * width + j]);
            var error = (1 / (1 + Math.Exp(-decision)) - (labels[row] ? 1 : 0)) * c;
            interceptSlope += error;
            for (var j = 0; j < width; j++)
                slope[j] += error * values[row * width + j];
        }
        Math.Sqrt(slope.Sum(s => s * s) + interceptSlope * interceptSlope).Should().BeLessThan(2e-8);
    }

    [Fact]
    public void Two_points_meet_in_the_middle_at_full_width()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = randn([2, 768], float64, generator: generator) * 20 + 5;
        var found = LogisticRegression.Fit(x, [true, false]);
        var decisions = found.Decide(x);
        decisions[0].Should().BeApproximately(-decisions[1], 1e-6).And.BeGreaterThan(0);
        found.Accuracy(x, [true, false]).Should().Be(1, "any two distinct points pass");
    }

    [Fact]
    public void Features_that_no_probe_can_learn_from_are_refused()
    {
        using var x = ones(4, 2, float64);
        FluentActions.Invoking(() => LogisticRegression.Fit(x, [true, true, true, true])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => LogisticRegression.Fit(x, [true, false])).Should().Throw<ArgumentException>();
        using var nan = x * double.NaN;
        FluentActions.Invoking(() => LogisticRegression.Fit(nan, [true, false, true, false])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => StratifiedSplit.Of([1, 1, 0])).Should().Throw<BadInputException>();
    }

    private static IEnumerable<double> Ints(IEnumerable<int> values) => values.Select(value => (double)value);

    private static IEnumerable<double> Row(Numbers numbers, int row)
    {
        var width = numbers.Axes[1].Labels.Count;
        return numbers.Values.Skip(row * width).Take(width);
    }

    private static void Near(IEnumerable<double> actual, JsonElement expected, double tolerance) =>
        actual.Should().Equal(DevProtocol.Flat(expected), (a, b) => Math.Abs(a - b) <= tolerance);
}
