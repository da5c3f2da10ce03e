using Claims.Alley.Training;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

public sealed class RandomWeightsTests
{
    [Fact]
    public void Projections_are_as_wide_as_their_inputs_ask_and_the_rest_is_nothing()
    {
        using var scope = NewDisposeScope();
        using var weights = RandomWeights.Of(AlleyModels.Config, 42);
        foreach (var (name, weight) in weights.Named())
        {
            var (mean, deviation) = (weight.mean().item<float>(), weight.std().item<float>());
            if (name.EndsWith(".bias", StringComparison.Ordinal))
                weight.abs().max().item<float>().Should().Be(0, name);
            else if (name.EndsWith(".weight", StringComparison.Ordinal) && weight.dim() == 1)
                weight.min().item<float>().Should().Be(1, name);
            else
            {
                var expected = name.EndsWith(".weight", StringComparison.Ordinal) ? 1 / Math.Sqrt(weight.numel() / (double)weight.shape[0])
                    : 0.02;
                // Six deviations of what so many draws leave to chance.
                ((double)deviation).Should().BeApproximately(expected, 6 * expected / Math.Sqrt(2 * weight.numel()), name);
                ((double)mean).Should().BeApproximately(0, 6 * expected / Math.Sqrt(weight.numel()), name);
                (weight.abs().max().item<float>() / expected).Should().BeLessThan(6, name);
            }
        }
    }

    [Fact]
    public void A_seed_gives_the_same_weights_and_another_gives_others()
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var once = RandomWeights.Of(config, 5);
        using var again = RandomWeights.Of(config, 5);
        using var other = RandomWeights.Of(config, 6);
        once.All.Zip(again.All, (a, b) => a.Equals(b)).Should().OnlyContain(same => same);
        once.ClassWeight.Equals(other.ClassWeight).Should().BeFalse();
        using var model = new Vivit(config, once);
        using var twin = model.Untrained(5);
        twin.Run(SmallVivit.Clip(config, 1)).Logits.Equals(model.Run(SmallVivit.Clip(config, 1)).Logits).Should().BeTrue();
    }

    [Fact]
    public void Names_and_parts_are_each_others_inverse()
    {
        using var scope = NewDisposeScope();
        foreach (var bias in new[] { true, false })
        {
            var config = SmallVivit.Config(qkvBias: bias);
            using var vivit = RandomWeights.Of(config, 5);
            var named = vivit.Named();
            named.ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value.shape)).Should()
                .Equal(VivitWeights.Expected(config).ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value)));
            using var back = VivitWeights.From(config, name => named[name].alias());
            back.All.Zip(vivit.All, (a, b) => a.Equals(b)).Should().OnlyContain(same => same);
        }
    }
}
