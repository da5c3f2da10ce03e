using Claims.Model.Architectures.Vivit;
using Claims.Model.Layers;
using Claims.Tests.Model;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Tests.Alley.Training;

/// <summary>The model's gradients with respect to its weights, against differences of its own outputs.</summary>
public sealed class GradientTests
{
    [Fact]
    public void Of_every_weight_are_what_small_changes_make_of_the_loss()
    {
        const double Step = 1e-5;
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var drawn = RandomWeights.Of(config, 3);
        using var generator = new Generator(4);
        // Away from the zeros and ones that biases and norms start with.
        var weights =
            drawn.Map(weight => (weight.to(float64) + 0.1 * randn(weight.shape, dtype: float64, generator: generator)).requires_grad_());
        using var vivit = new Vivit(config, weights);
        var clips = cat([SmallVivit.Clip(config, 1), SmallVivit.Clip(config, 2)], 0).to(float64);
        var labels = tensor([1L, 3L]);
        Loss().backward();

        using var off = no_grad();
        foreach (var (weight, number) in weights.All.Select((weight, number) => (weight, number)))
        {
            var direction = randn(weight.shape, dtype: float64, generator: generator);
            weight.add_(direction * Step);
            var above = Loss().item<double>();
            weight.sub_(direction * (2 * Step));
            var below = Loss().item<double>();
            weight.add_(direction * Step);
            var slope = (weight.grad! * direction).sum().item<double>();
            slope.Should()
                .BeApproximately((above - below) / (2 * Step), 1e-7 + 1e-6 * Math.Abs(slope), "of tensor {0}, [{1}]", number,
                    string.Join(", ", weight.shape));
        }

        Tensor Loss()
        {
            using var trace = vivit.Run(clips);
            return F.cross_entropy(trace.Logits, labels);
        }
    }

    [Fact]
    public void Are_the_same_whether_heads_go_together_or_few_at_a_time()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var (query, key, value) = (Random(), Random(), Random());
        var asked = randn([3, 5, 7, 4], dtype: float64, generator: generator);
        var whole = Gradients(1L << 24);
        var parts = Gradients(2 * 3 * 7 * 7);
        for (var i = 0; i < 3; i++)
            Claims.Tests.Model.Tensors.ShouldBeClose(parts[i], whole[i], 1e-12, "few heads at a time change nothing");

        Tensor Random() => randn([3, 5, 7, 4], dtype: float64, generator: generator).requires_grad_();

        Tensor[] Gradients(long mostMapElements)
        {
            var z = Attention.FewAtATime(query, key, value, mostMapElements);
            return [.. autograd.grad([(z * asked).sum()], [query, key, value])];
        }
    }
}
