using System.Text.Json;
using Claims.Alley.Training;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Model;
using static TorchSharp.torch;

namespace Claims.Tests.Alley.Training;

/// <summary>The trainer against PyTorch's steps from the same weights on the same clips (fixtures/training/reference.py).</summary>
public sealed class ReferenceTests
{
    private static readonly JsonElement Reference =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Fixtures, "training", "reference.json"))).RootElement;
    private static readonly VivitConfig Config = SmallVivit.Config(layers: 2, heads: 2, headSize: 4, activation: Activation.Gelu);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(0, 2)]
    [InlineData(0, 1)]
    [InlineData(1, 5)]
    [InlineData(1, 2)]
    public void Steps_are_pytorchs_however_many_clips_go_together(int training, int together)
    {
        var recorded = Reference.GetProperty("trainings")[training];
        using var scope = NewDisposeScope();
        using var trainer = Trainer(recorded, together);
        ShouldStartAs(trainer, recorded.GetProperty("start"));

        while (!trainer.Done)
            trainer.Advance();

        trainer.Curve.Select(step => step.Loss).Should().Equal(Doubles(recorded.GetProperty("loss")), (a, b) => Math.Abs(a - b) < 1e-5 * b);
        trainer.Curve.Select(step => step.GradientNorm).Should()
            .Equal(Doubles(recorded.GetProperty("gradient_norm")), (a, b) => Math.Abs(a - b) < 1e-4 * b);
        trainer.Curve.Select(step => step.GradientNorm).Should().Contain(norm => norm > 2, "else clipping would not be tried");
        ShouldEndAs(trainer, recorded.GetProperty("weights"));
    }

    private static Trainer Trainer(JsonElement recorded, int together)
    {
        var withOutcome = recorded.GetProperty("with_outcome").GetBoolean();
        var recipe = new TrainingRecipe
        {
            Steps = 6,
            Batch = 5,
            Together = together,
            Seed = recorded.GetProperty("seed").GetUInt32(),
            Labels = withOutcome ? LabelKind.ActionAndOutcome : LabelKind.Action,
            LearningRate = 0.02,
            WarmUp = 2,
            EmbeddingShare = 1,
            Beta2 = 0.98,
            ClipNorm = 1,
            WeightDecay = 0.1,
        };
        return new Trainer(Config, recipe, new SyntheticData(Config, Labels("actions"), withOutcome ? Labels("outcomes") : null));
    }

    // Norms at the start: numpy drew the same numbers.
    private static void ShouldStartAs(Trainer trainer, JsonElement norms)
    {
        foreach (var (name, weight) in trainer.Weights.Named())
            weight.to(float64).norm().item<double>().Should().BeApproximately(norms.GetProperty(name).GetDouble(), 1e-12, name);
    }

    private static void ShouldEndAs(Trainer trainer, JsonElement weights)
    {
        foreach (var (name, weight) in trainer.Weights.Named())
        {
            // A softmax does not see what is added to every score: the keys' bias has no gradient but rounding's, which AdamW makes large.
            if (name.EndsWith("key.bias", StringComparison.Ordinal))
                continue;
            var expected = tensor(Doubles(weights.GetProperty(name)).ToArray()).view(weight.shape);
            Claims.Tests.Model.Tensors.ShouldBeClose(weight.detach(), expected, 1e-4, name);
        }
    }

    private static int[][] Labels(string name) =>
        [.. Reference.GetProperty(name).EnumerateArray().Select(step => step.EnumerateArray().Select(label => label.GetInt32()).ToArray())];

    private static IEnumerable<double> Doubles(JsonElement numbers) => numbers.EnumerateArray().Select(number => number.GetDouble());
}
