using Claims.Drift.Weights;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Drift;

/// <summary>Where an update acted, and what is no change at all.</summary>
public sealed class WeightComparisonTests
{
    private const double Rounding = 1e-5;

    private static readonly VivitConfig Config = SmallVivit.Config();

    [Fact]
    public void Another_order_of_heads_and_units_computes_the_same_and_is_no_change()
    {
        using var before = SmallVivit.Create(Config, 1);
        BlockOrder[] orders =
            [new([2, 0, 1], [.. Enumerable.Range(0, Config.MlpSize).Reverse()]), BlockOrder.Same(3, Config.MlpSize),
                new([0, 2, 1], [.. Enumerable.Range(0, Config.MlpSize)])];
        using var after = BlockOrder.Apply(before, orders);
        using var clip = SmallVivit.Clip(Config, 7);
        using Trace one = before.Run(clip), other = after.Run(clip);
        (one.Logits - other.Logits).abs().max().ToSingle().Should().BeLessThan((float)Rounding);

        var (changes, order) = WeightComparison.Of(before, after);
        changes.Components.Should().OnlyContain(component => component.Change < Rounding);
        changes.Reordered.Should().HaveCount(3).And.Contain("layer 2: head 1 is now head 2, head 2 is now head 1");
        using var back = BlockOrder.Apply(after, order!);
        back.NamedWeights.Values.Zip(before.NamedWeights.Values).Should()
            .OnlyContain(pair => pair.First.allclose(pair.Second, 0, 0, false), "the candidate in this order is the baseline");
    }

    [Theory]
    [InlineData("basis of queries and keys")]
    [InlineData("basis of values and output")]
    [InlineData("norm's scale in what reads it")]
    [InlineData("key bias")]
    [InlineData("values' bias in the output's")]
    [InlineData("what every norm takes out")]
    public void What_is_only_written_otherwise_is_no_change(string symmetry)
    {
        using var before = SmallVivit.Create(Config, 1);
        using var after = Changed(before, (name, weight) => Rewritten(symmetry, name, weight, before));
        using var clip = SmallVivit.Clip(Config, 7);
        using Trace one = before.Run(clip), other = after.Run(clip);
        (one.Logits - other.Logits).abs().max().ToSingle().Should().BeLessThan(1e-4f, "it is a symmetry");

        var changes = WeightComparison.Of(before, after).Changes;
        changes.Tensors[0].Relative.Should().BeGreaterThan(0.01, "the tensors differ");
        changes.Components.Should().OnlyContain(component => component.Change < Rounding);
        changes.Components.Max(component => component.Weights).Should().BeGreaterThan(0.01);
    }

    [Theory]
    [InlineData("vivit.embeddings.cls_token", "embedding")]
    [InlineData("vivit.encoder.layer.1.attention.attention.query.weight", "L1H1")]
    [InlineData("vivit.encoder.layer.2.attention.attention.value.bias", "L2H1")]
    [InlineData("vivit.encoder.layer.0.attention.output.dense.bias", "L0 attention bias")]
    [InlineData("vivit.encoder.layer.0.layernorm_before.weight", "L0 norm before attention")]
    [InlineData("vivit.encoder.layer.1.layernorm_after.bias", "L1 norm before MLP")]
    [InlineData("vivit.encoder.layer.2.intermediate.dense.weight", "L2 MLP")]
    [InlineData("vivit.encoder.layer.2.output.dense.bias", "L2 MLP")]
    [InlineData("vivit.layernorm.weight", "final norm")]
    [InlineData("classifier.weight", "classifier")]
    public void The_component_that_changed_is_named_and_no_other(string tensor, string component)
    {
        using var before = SmallVivit.Create(Config, 1);
        // Of projections by heads, rows 4 to 7 are head 1's.
        using var after = Changed(before, (name, weight) =>
        {
            if (name != tensor)
                return weight;
            var changed = weight.clone();
            (name.Contains("attention.attention", StringComparison.Ordinal) ? changed.narrow(0, 4, 4) : changed).mul_(1.5);
            return changed;
        });
        var changes = WeightComparison.Of(before, after).Changes;
        changes.Components[0].Name.Should().Be(component);
        changes.Components.Where(one => one.Change > Rounding).Should().ContainSingle();
        changes.Reordered.Should().BeEmpty();
    }

    [Fact]
    public void A_head_without_weights_is_a_change_and_not_a_fault()
    {
        using var before = SmallVivit.Create(Config, 1);
        using var after = Changed(before, (name, weight) =>
        {
            if (!name.StartsWith("vivit.encoder.layer.1.attention.attention.", StringComparison.Ordinal))
                return weight;
            var zeroed = weight.clone();
            zeroed.narrow(0, 8, 4).zero_();
            return zeroed;
        });
        WeightComparison.Of(before, after).Changes.Components[0].Name.Should().Be("L1H2");
        WeightComparison.Of(after, before).Changes.Components[0].Name.Should().Be("L1H2");
    }

    [Fact]
    public void Models_of_other_shapes_are_compared_as_far_as_that_goes()
    {
        using var before = SmallVivit.Create(Config, 1);
        using var after = SmallVivit.Create(Config with { Layers = 2, Labels = ["bowling", "chess"] }, 1);
        var (changes, order) = WeightComparison.Of(before, after);
        order.Should().BeNull();
        changes.Components.Should().BeEmpty();
        changes.Tensors.Select(tensor => tensor.Name).Should()
            .Contain("vivit.encoder.layer.1.output.dense.weight").And.NotContain("classifier.weight");
        changes.NotComparable.Should().BeEquivalentTo(
            "weights: 3 layers before, 2 after; only tensors of the same name and shape are compared",
            "classes: 4 before, 2 after, 1 of them by the same name");
    }

    private static Vivit Changed(Vivit vivit, Func<string, Tensor, Tensor> change)
    {
        using var scope = NewDisposeScope();
        var named = vivit.Weights.Named();
        return new Vivit(vivit.Config, VivitWeights.From(vivit.Config, name => change(name, named[name]).clone()));
    }

    // Of layer 1.
    private static Tensor Rewritten(string symmetry, string name, Tensor weight, Vivit vivit)
    {
        const string Layer = "vivit.encoder.layer.1.", Attention = Layer + "attention.attention.";
        var named = vivit.Weights.Named();
        using var random = new Generator(3);
        // Inverse of one another, transposed: a stretch and a shear.
        float[] there = [2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0.5f, 0, 0, 0, 0, 3],
        back = [0.5f, 0, 0, 0, -0.5f, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1 / 3f];
        Tensor basis = tensor(there, [4, 4]), inverse = tensor(back, [4, 4]);
        switch (symmetry)
        {
            case "basis of queries and keys":
                return name.StartsWith(Attention + "query", StringComparison.Ordinal) ? OfHead(weight, basis)
                    : name.StartsWith(Attention + "key", StringComparison.Ordinal) ? OfHead(weight, inverse) : weight;
            case "basis of values and output":
                return name.StartsWith(Attention + "value", StringComparison.Ordinal) ? OfHead(weight, basis)
                    : name == Layer + "attention.output.dense.weight" ? OfHead(weight.t(), inverse).t() : weight;
            case "norm's scale in what reads it":
                var scale = rand([Config.HiddenSize], generator: random) + 0.5;
                return name.StartsWith(Layer + "layernorm_before", StringComparison.Ordinal) ? weight * scale
                    : name.StartsWith(Attention, StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal)
                    ? weight / scale : weight;
            case "key bias":
                return name == Attention + "key.bias" ? weight + 1 : weight;
            case "values' bias in the output's":
                using (var shifted = ones(4))
                {
                    var written = mv(vivit.Weights.Blocks[1].OutputWeight.narrow(1, 4, 4), shifted);
                    return name == Attention + "value.bias" ? OfHead(weight, shifted) : name == Layer + "attention.output.dense.bias"
                        ? weight - written : weight;
                }
            default:
                return name == Layer + "attention.output.dense.weight" ? weight + randn([1, Config.HiddenSize], generator: random) : weight;
        }
    }

    // Head 1's rows in another basis, or shifted.
    private static Tensor OfHead(Tensor rows, Tensor basis)
    {
        var changed = rows.clone();
        var head = changed.narrow(0, 4, 4);
        head.copy_(basis.dim() == 1 ? head + basis : rows.dim() == 1 ? mv(basis, rows.narrow(0, 4, 4)) : mm(basis, rows.narrow(0, 4, 4)));
        return changed;
    }
}
