using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Model;
using Claims.Tests.Measurements.Golden;
using FsCheck;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

public sealed class ControlTests
{
    [Property(MaxTest = 10)]
    public Property A_random_update_of_the_same_norm_recovers_norm_and_no_direction() => PatchingPropertyTests.OnSmallModels(pair =>
    {
        var last = pair.Model.Layers - 1;
        var exact = Patching.Components(pair);
        var random = Controls.RandomComponents(pair, [.. Enumerable.Range(0, 9).Select(seed => (long)seed)]);
        var (norm, projection) = (random.Named("recovery_pct"), random.Named("projection_pct"));

        // Nothing lies downstream of the last MLP update, so the published number is the very same with any direction.
        norm[last, 1, 0].Should().BeApproximately(exact.Named("recovery_pct")[last, 1], 0.01);
        norm[last, 1, 6].Should().BeApproximately(exact.Named("recovery_pct")[last, 1], 0.01);
        // Of 9 x 3 and more random coordinates: the median of nine draws is near 0 by comparison.
        Math.Abs(projection[last, 1, 3]).Should().BeLessThan(0.35 * norm[last, 1, 3]);
    });

    [Fact]
    public void A_random_update_keeps_every_tokens_norm_and_its_seed()
    {
        using var scope = NewDisposeScope();
        var update = randn([1, 4, 5, 6]);
        var (a, b) = (RandomUpdate.LikeNorm(update, Site.Z(2), 7), RandomUpdate.LikeNorm(update, Site.Z(2), 7));
        a.Equals(b).Should().BeTrue();
        Model.Tensors.RelativeError(a.norm(-1), update.norm(-1)).Should().BeLessThan(1e-6);
        Model.Tensors.RelativeError(a, update).Should().BeGreaterThan(0.5);
        Model.Tensors.RelativeError(RandomUpdate.LikeNorm(update, Site.Z(1), 7), a).Should().BeGreaterThan(0.5, "another site");
        Model.Tensors.RelativeError(RandomUpdate.LikeNorm(update, Site.Z(2), 8), a).Should().BeGreaterThan(0.5, "another seed");
    }

    [Fact]
    public void Untrained_models_are_drawn_by_their_seeds()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        long[] seeds = [1, 2];

        var once = Controls.Untrained(golden.Pair, seeds, pair => Patching.Components(pair));
        var again = Controls.Untrained(golden.Pair, seeds, pair => Patching.Components(pair));
        var trained = Patching.Components(golden.Pair).Named("recovery_pct");

        once.Named("recovery_pct").Values.Should().Equal(again.Named("recovery_pct").Values, "a seed is a model");
        once.Named("recovery_pct").Axes.Select(axis => axis.Name).Should().Equal("layer", "component", "quantile");
        once.Named("recovery_pct")[4, 1, 3].Should().NotBeApproximately(trained[4, 1], 0.1, "it is another model");
        golden.Pair.Clean.Forwards.Should().BeLessThanOrEqualTo(1, "the pair's own runs are not touched");
    }

    [Fact]
    public void Other_clips_stand_in_for_the_clean_one()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        var itself = Controls.OtherClips(golden.Pair, [golden.Pair.Clean.Clip], pair => Patching.Components(pair)).Named("projection_pct");
        var exact = Patching.Components(golden.Pair).Named("projection_pct");
        for (var layer = 0; layer < 12; layer++)
            itself[layer, 0, 3].Should().Be(exact[layer, 0]);

        using var scope = NewDisposeScope();
        var other = Controls.OtherClips(golden.Pair, [golden.Pair.Clean.Clip * 0.5], pair => Patching.Components(pair))
            .Named("projection_pct");
        other[3, 0, 3].Should().NotBeApproximately(exact[3, 0], 0.01);
    }

    [Fact]
    public void The_other_direction_exchanges_the_clips()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        var there = Patching.Reference(golden.Pair, 6);
        var back = Controls.OtherDirection(golden.Pair, pair => Patching.Reference(pair, 6));
        back.Named("target_logit_clean")[[]].Should().Be(there.Named("target_logit_corrupt")[[]]);
        back.Named("max_delta_norm")[[]].Should().BeApproximately(there.Named("max_delta_norm")[[]], 1e-9);
    }

    [Fact]
    public void A_random_difference_in_the_embedding_is_as_large_as_the_clips()
    {
        using var golden = new GoldenPair(ScalarType.Float32);
        var cascade = Controls.RandomCascade(golden.Pair, golden.Grid, [3, 4, 5]);
        var real = DeltaCascade.Measure(golden.Pair, golden.Grid).Named("mean_norm_all_tokens");
        cascade.Named("mean_norm_all_tokens").Axes[0].Labels.Should().HaveCount(12);
        for (var quantile = 0; quantile < 7; quantile++)
            cascade.Named("mean_norm_all_tokens")[0, quantile].Should().BeInRange(real[0] / 3, real[0] * 3, "one block from the same size");
    }

    [Fact]
    public void Quantiles_are_numpys()
    {
        // numpy.quantile([4, 1, 3, 2], [0, .05, .25, .5, .75, .95, 1])
        var draws = new double[] { 4, 1, 3, 2 }.Select(value => new[] { new Numbers("x", "%", [], [value]) }).ToArray();
        var quantiles = Quantiles.Over(draws)[0];
        double[] expected = [1, 1.15, 1.75, 2.5, 3.25, 3.85, 4];
        quantiles.Values.Zip(expected, (a, b) => Math.Abs(a - b)).Should().OnlyContain(error => error < 1e-12);
        FluentActions.Invoking(() => Quantiles.Over([])).Should().Throw<ArgumentException>();
    }
}
