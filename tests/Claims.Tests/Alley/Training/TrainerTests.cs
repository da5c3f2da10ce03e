using Claims.Alley.Training;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Model;
using static TorchSharp.torch;

namespace Claims.Tests.Alley.Training;

public sealed class TrainerTests
{
    private static readonly VivitConfig Config = SmallVivit.Config(activation: Activation.Gelu);

    private static readonly TrainingRecipe Recipe =
        new() { Steps = 6, Batch = 4, Together = 3, Labels = LabelKind.ActionAndOutcome, LearningRate = 0.01, WarmUp = 2 };

    [Fact]
    public void An_interrupted_training_goes_on_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var whole = Train(Recipe, stopAfter: 6, null, folder.File("whole"));

        Train(Recipe, stopAfter: 2, null, folder.File("two"));
        Train(Recipe, stopAfter: 5, folder.File("two"), folder.File("five"));
        var resumed = Train(Recipe, stopAfter: 6, folder.File("five"), folder.File("resumed"));

        resumed.Should().Equal(whole);
        File.ReadAllBytes(folder.File("resumed")).Should()
            .Equal(File.ReadAllBytes(folder.File("whole")), "weights, AdamW's memory and curve are the same");
        File.ReadAllBytes(folder.File("five")).Should().NotEqual(File.ReadAllBytes(folder.File("whole")));
    }

    [Fact]
    public void Parts_side_by_side_give_the_same_bytes_as_one_after_the_other()
    {
        using var folder = new TemporaryFolder();
        Train(Recipe with { Together = 1 }, stopAfter: 3, null, folder.File("one"));
        Train(Recipe with { Together = 1 }, stopAfter: 3, null, folder.File("four"), workers: 4);
        File.ReadAllBytes(folder.File("four")).Should().Equal(File.ReadAllBytes(folder.File("one")));
    }

    [Fact]
    public void A_state_of_another_training_is_refused_and_named()
    {
        using var folder = new TemporaryFolder();
        Train(Recipe, stopAfter: 1, null, folder.File("state"));
        var other = () => Train(Recipe with { LearningRate = 0.02 }, stopAfter: 2, folder.File("state"), folder.File("next"));
        other.Should().Throw<TrainingException>().WithMessage("*state: is of another training*0.01*0.02*").Which.Page.Should()
            .Be("training");
        File.Exists(folder.File("next")).Should().BeFalse();
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training_and_leaves_the_weights()
    {
        using var scope = NewDisposeScope();
        using var trainer = new Trainer(Config, Recipe, new Damaging(SyntheticData.Of(Config, 6, 4), 3));
        for (var step = 0; step < 3; step++)
            trainer.Advance();
        var before = trainer.Weights.All.Select(weight => weight.detach().clone()).ToArray();

        trainer.Invoking(t => t.Advance()).Should().Throw<TrainingException>()
            .WithMessage("step 3: *pixel_values hold*no numbers*--resume*");

        trainer.Curve.Should().HaveCount(3);
        trainer.Weights.All.Zip(before, (after, weight) => after.detach().Equals(weight)).Should().OnlyContain(same => same);
    }

    [Fact]
    public void What_can_be_told_is_learned()
    {
        using var scope = NewDisposeScope();
        var recipe = Recipe with { Steps = 60, Batch = 8, Together = 8, LearningRate = 0.005, WarmUp = 5, Labels = LabelKind.Action };
        using var trainer = new Trainer(Config, recipe, new Brightness(Config));
        while (!trainer.Done)
            trainer.Advance();
        trainer.Curve.TakeLast(5).Average(step => step.Accuracy).Should().BeGreaterThan(0.95);
        trainer.Curve.Take(5).Average(step => step.Accuracy).Should().BeLessThan(0.7);
    }

    [Fact]
    public void The_rate_rises_in_a_line_and_falls_as_a_cosine()
    {
        var recipe = new TrainingRecipe { Steps = 100, WarmUp = 10, LearningRate = 2 };
        new[] { 0, 4, 9, 10, 55, 99 }.Select(step => Math.Round(recipe.RateAt(step), 4)).Should().Equal(0.2, 1, 2, 2, 1, 0.0006);
        new TrainingRecipe { Steps = 1 }.RateAt(0).Should().BeGreaterThan(0, "even one step learns");
    }

    private static StepResult[] Train(TrainingRecipe recipe, int stopAfter, string? from, string to, int workers = 1)
    {
        using var scope = NewDisposeScope();
        using var trainer = new Trainer(Config, recipe, SyntheticData.Of(Config, recipe.Steps, recipe.Batch)) { Workers = workers };
        if (from is not null)
            trainer.Restore(from);
        while (trainer.Curve.Count < stopAfter)
            trainer.Advance();
        trainer.Save(to);
        return [.. trainer.Curve];
    }

    /// <summary>The same clips, with a NaN in those of one step.</summary>
    private sealed class Damaging(ITrainingData data, int step) : ITrainingData
    {
        public TrainingBatch Batch(int asked)
        {
            var batch = data.Batch(asked);
            if (asked == step)
                batch.Pixels.select(0, 0).fill_(float.NaN);
            return batch;
        }
    }

    /// <summary>Four brightnesses, four classes.</summary>
    private sealed class Brightness(VivitConfig config) : ITrainingData
    {
        public TrainingBatch Batch(int step)
        {
            using var noise = SyntheticData.Of(config, step + 1, 8).Batch(step);
            var labels = arange(8).remainder(4);
            return new(noise.Pixels * 0.3 + (labels.to(float32) * 0.5 - 0.75).view(8, 1, 1, 1, 1), labels, null);
        }
    }
}
