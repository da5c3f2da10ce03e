using Claims.Alley.Training;
using Claims.Model.Architectures.Vivit;

namespace Claims.Benchmarks;

/// <summary>Further training of the alley's model.</summary>
internal static class Trained
{
    public static Vivit On(Vivit vivit, TrainingRecipe recipe, ITrainingData data)
    {
        using var trainer = new Trainer(vivit.Config, recipe, data, vivit.Weights);
        while (!trainer.Done)
            trainer.Advance();
        return new Vivit(vivit.Config, trainer.Weights.Map(weight => weight.detach().clone()));
    }
}

/// <summary>Clips of a seed's own, no pair's; what is told of them, shifted by so many classes.</summary>
internal sealed class OtherClips(LabelKind labels, uint seed, int shift = 0) : ITrainingData
{
    private const int Steps = 1000;
    private readonly AlleyData _data = new(labels, new TrainingRecipe().Batch);

    public TrainingBatch Batch(int step)
    {
        var batch = _data.Batch(checked((int)(seed % 1000 * Steps) + step));
        return shift == 0 ? batch : batch with { Actions = (batch.Actions + shift) % AlleyModels.Config.Labels.Count };
    }
}
