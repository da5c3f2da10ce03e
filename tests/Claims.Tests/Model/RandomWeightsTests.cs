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

    [Theory]
    [InlineData(5, 3)]
    [InlineData(4, 4)]
    public void A_class_or_a_layer_more_leaves_every_other_tensor_as_it_is(int classes, int layers)
    {
        using var scope = NewDisposeScope();
        var small = SmallVivit.Config();
        using var before = RandomWeights.Of(small, 5);
        using var after = RandomWeights.Of(
            small with { Layers = layers, Labels = [.. Enumerable.Range(0, classes).Select(i => $"class {i}")] }, 5);
        var larger = after.Named();
        foreach (var (name, tensor) in before.Named())
            larger[name].narrow(0, 0, tensor.shape[0]).Equals(tensor).Should().BeTrue(name);
    }

    [Fact]
    public void A_tensor_s_stream_is_numpy_s_from_the_hash_of_seed_and_name()
    {
        // CPython's twister, twelve words each, started as
        // np.random.seed(int.from_bytes(hashlib.sha256(b"42 NAME").digest()[:4], "little")).
        using var weights = RandomWeights.Of(AlleyModels.Config, 42);
        weights.Cls.data<float>().Take(4).Should().Equal(-0.0143726384f, 0.00319932867f, -0.0251232479f, 0.0105824424f);
        weights.ClassWeight.data<float>().Take(4).Should().Equal(0.0420199372f, 0.0260326117f, -0.122014791f, 0.0781785473f);
    }

    [Fact]
    public void One_stream_for_all_is_where_the_shipped_models_began()
    {
        using var scope = NewDisposeScope();
        using var shipped = Vivit.Load(Path.Combine(Repository.Fixtures, "alley-untrained"));
        using var drawn = RandomWeights.InOneStream(AlleyModels.Config, AlleyModels.Seed);
        shipped.Weights.All.Zip(drawn.All, (a, b) => a.Equals(b)).Should().OnlyContain(same => same);
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
