using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Claims.Tests.Alley.Training;

public sealed class AdamWTests
{
    private const double Decay = 0.1;
    private const double Share = 0.3;
    private const double Rate = 0.02;

    [Fact]
    public void Weights_move_as_by_TorchSharps_to_the_bit()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        Parameter[] own = [Drawn(3, 4), Drawn(5, 2)], theirs = [.. own.Select(parameter => new Parameter(parameter.clone().detach()))];
        using var adamW = new Claims.Alley.Training.AdamW(0.9, 0.98, new([own[0]], Decay, 1), new([own[1]], 0, Share));
        using var other = optim.AdamW(new AdamW.ParamGroup[]
        {
            new([theirs[0]], Rate, 0.9, 0.98, weight_decay: Decay), new([theirs[1]], Rate * Share, 0.9, 0.98, weight_decay: 0),
        });

        for (var step = 0; step < 5; step++)
        {
            foreach (var (mine, its) in own.Zip(theirs))
            {
                var gradient = randn(mine.shape, generator: random);
                (mine.grad, its.grad) = (gradient, gradient.clone());
            }
            adamW.Step(Rate);
            other.step();
            own.Select(parameter => parameter.data<float>().ToArray()).Should()
                .BeEquivalentTo(theirs.Select(parameter => parameter.data<float>().ToArray()), options => options.WithStrictOrdering());
        }

        Parameter Drawn(params long[] shape) => new(randn(shape, generator: random));
    }
}
