using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Tests.Measurements.Golden;
using FsCheck;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

public sealed class ComponentAblationTests
{
    // Class 6's logit change, what is left of the signal (norm, projection), the fifth class's logit change: an independent float64
    // model's.
    public static TheoryData<string, int, int, double[]> Attention3Mlp7Head => new()
    {
        { "zero", 3, 0, [0.4166154091991148, 95.80972795645137, 92.98415244761391, -0.3460725724263699] },
        { "zero", 7, 1, [-0.17690159951143247, 92.533183680667, 89.07463919646412, -0.25022524426689496] },
        { "mean", 3, 0, [0.04828002641493967, 96.6947685081274, 95.61139848537346, 0.02487454607081585] },
        { "mean", 7, 1, [0.01802707129413994, 94.50699080301007, 92.34100800518888, -0.01662450688154815] },
        { "resample", 3, 0, [0.09497968226069586, 96.95294840709198, 95.80908116432339, 0.04821577761280582] },
        { "resample", 7, 1, [0.02096253249685187, 94.25646393783063, 91.65075835582613, -0.03606744088352021] },
        { "zero", 2, -5, [-0.004368989603491968, 100.59951176355733, 99.95277111492815, -0.04553653854457973] },
        { "mean", 2, -5, [-0.00031731820889735474, 99.13215305203173, 99.26280617400559, 0.002916864150984133] },
        { "resample", 2, -5, [-0.0006801959272362268, 99.12002849569711, 99.24983890932235, 0.005806007953219727] },
    };

    [Theory]
    [MemberData(nameof(Attention3Mlp7Head))]
    public void Effects_are_those_of_an_independent_model(string kind, int layer, int place, double[] expected)
    {
        using var golden = new GoldenPair(ScalarType.Float64);
        var pair = golden.Pair;
        using var replacement = kind switch
        {
            "zero" => Replacement.Zero(),
            "mean" => Replacement.Mean(golden.Vivit, [pair.Clean.Clip, pair.Corrupt.Clip]),
            _ => Replacement.Resample(pair.Corrupt),
        };

        var measured = place < 0 ? ComponentAblation.Heads(pair, replacement) : ComponentAblation.Components(pair, replacement);

        place = Math.Abs(place);
        // The recorded clips are float32, the independent model starts from the recorded embedding: the eighth digit may differ.
        measured.Named("class_logit_change")[layer, place].Should().BeApproximately(expected[0], 2e-7);
        measured.Named("signal_norm_pct")[layer, place].Should().BeApproximately(expected[1], 2e-5);
        measured.Named("signal_projection_pct")[layer, place].Should().BeApproximately(expected[2], 2e-5);
        measured.Named("top_class_logit_change")[layer, place, 4].Should().BeApproximately(expected[3], 2e-7);
        measured.Named("top_class_logit_change")[layer, place, 0].Should().Be(measured.Named("class_logit_change")[layer, place]);
        measured.Named("top_class_logit_change").Axes[2].Labels[0].Should().Be("6 high kick");
        measured.Named("top_class")[layer, place].Should().Be(6);
    }

    [Property(MaxTest = 10)]
    public Property Resampling_from_the_clip_itself_changes_nothing_of_it() => PatchingPropertyTests.OnSmallModels(pair =>
    {
        using var own = Replacement.Resample(pair.Clean);
        ComponentAblation.Components(pair, own).Named("class_logit_change").Values.Should().OnlyContain(change => Math.Abs(change) < 1e-4);
        ComponentAblation.Heads(pair, own).Named("class_logit_change").Values.Should().OnlyContain(change => Math.Abs(change) < 1e-4);
    });

    [Property(MaxTest = 10)]
    public Property Replacing_the_last_mlp_update_in_both_runs_leaves_the_signal_of_the_stream_before_it() =>
        PatchingPropertyTests.OnSmallModels(pair =>
    {
        var (clean, corrupt) = (pair.Clean.Keeping(ComponentAblation.Needs), pair.Corrupt.Keeping(ComponentAblation.Needs));
        var (last, middle) = (pair.Model.Layers - 1, Claims.Model.Site.ResidMid(pair.Model.Layers - 1));
        using var signal = PatchSweep.Signal(pair);
        var expected = signal.Share(clean[middle], corrupt[middle]);
        using var zero = Replacement.Zero();
        using var mean = Replacement.Mean(pair.Model, [pair.Clean.Clip, pair.Corrupt.Clip]);
        foreach (var replacement in new[] { zero, mean })
        {
            var measured = ComponentAblation.Components(pair, replacement);
            measured.Named("signal_projection_pct")[last, 1].Should().BeApproximately(expected.Projection, 0.01);
            measured.Named("signal_norm_pct")[last, 1].Should().BeApproximately(expected.Norm, 0.01);
        }
    });
}
