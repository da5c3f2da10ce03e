using Claims.Drift.Weights;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Model;
using static TorchSharp.torch;

namespace Claims.Tests.Drift;

/// <summary>What is added to all of the stream's entries alike: no norm lets it through, and a comparison takes the baseline's.</summary>
public sealed class StreamMeanTests
{
    private const double Rounding = 1e-6;

    private static readonly string[] Writers = ["projection", "cls_token", "position", "output.dense"];

    [Fact]
    public void A_model_that_adds_something_else_alike_says_the_same_and_gets_the_baselines_back()
    {
        using var before = SmallVivit.Create(SmallVivit.Config(), 1);
        using var random = new Generator(5);
        using var after = Changed(before, (name, weight) => Alike(name, weight, random));
        using var matched = StreamMean.Matched(before, after, Rounding);
        matched.Should().NotBeNull();
        using var clip = SmallVivit.Clip(before.Config, 7);
        using Trace one = before.Run(clip, Sites.ResidPost), other = after.Run(clip, Sites.ResidPost),
            back = matched!.Run(clip, Sites.ResidPost);
        Furthest(one.Logits, other.Logits).Should().BeLessThan(1e-4, "it is a symmetry");
        Furthest(one.Logits, back.Logits).Should().BeLessThan(1e-4);
        var last = Site.ResidPost(before.Layers - 1);
        Furthest(one[last], other[last]).Should().BeGreaterThan(0.1, "the stream is another");
        Furthest(one[last], back[last]).Should().BeLessThan(1e-4, "and the baseline's again");
    }

    [Fact]
    public void It_follows_the_values_basis()
    {
        using var before = SmallVivit.Create(SmallVivit.Config(), 1);
        using var random = new Generator(6);
        // Head 1 of layer 1 twice as large inside.
        using var after = Changed(before, (name, weight) => Alike(name, Inside(name, weight), random));
        using var matched = StreamMean.Matched(before, after, Rounding);
        using var clip = SmallVivit.Clip(before.Config, 7);
        var site = Site.ResidPost(before.Layers - 1);
        using Trace one = before.Run(clip, Sites.ResidPost), back = matched!.Run(clip, Sites.ResidPost);
        Furthest(one[site], back[site]).Should().BeLessThan(1e-4);
    }

    [Fact]
    public void A_head_that_writes_less_of_everything_writes_less_of_it_too()
    {
        using var before = SmallVivit.Create(SmallVivit.Config(), 1);
        using var after =
            Changed(before, (name, weight) =>
                name.EndsWith("attention.output.dense.weight", StringComparison.Ordinal) ? weight * 0.5 : weight);
        using var matched = StreamMean.Matched(before, after, Rounding);
        (matched is null || Furthest(matched.Parts!.Blocks[0].OutputWeight, after.Weights.Blocks[0].OutputWeight) < 1e-6).Should().BeTrue();
    }

    [Fact]
    public void The_same_weights_stay_as_they_are()
    {
        using var one = SmallVivit.Create(SmallVivit.Config(), 1);
        using var other = SmallVivit.Create(SmallVivit.Config(), 1);
        StreamMean.Matched(one, other, Rounding).Should().BeNull();
    }

    private static double Furthest(Tensor one, Tensor other) => (one - other).abs().max().to(float64).item<double>();

    private static Tensor Inside(string name, Tensor weight)
    {
        var (values, output) =
            (name.StartsWith("vivit.encoder.layer.1.attention.attention.value", StringComparison.Ordinal),
                name == "vivit.encoder.layer.1.attention.output.dense.weight");
        if (!values && !output)
            return weight;
        var changed = weight.clone();
        changed.narrow(output ? 1 : 0, 4, 4).mul_(output ? 0.5 : 2);
        return changed;
    }

    // Every writer's tensor plus the same number in all entries of the width: another number per column.
    private static Tensor Alike(string name, Tensor weight, Generator random) =>
        !Writers.Any(name.Contains) ? weight
        : name.Contains("cls", StringComparison.Ordinal) || name.Contains("position", StringComparison.Ordinal)
        ? weight + rand([.. weight.shape[..^1], 1], generator: random)
        : weight + rand([1, .. weight.shape[1..]], generator: random);

    private static Vivit Changed(Vivit vivit, Func<string, Tensor, Tensor> change)
    {
        using var scope = NewDisposeScope();
        var named = vivit.Weights.Named();
        return new Vivit(vivit.Config, VivitWeights.From(vivit.Config, name => change(name, named[name]).clone()));
    }
}
