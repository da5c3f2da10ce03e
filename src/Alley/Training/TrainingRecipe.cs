namespace Claims.Alley.Training;

/// <summary>All that decides what a training ends with, apart from architecture and clips.</summary>
public sealed record TrainingRecipe
{
    /// <summary>Updates of the weights.</summary>
    public int Steps { get; init; } = 5000;

    /// <summary>Clips a step.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>The first clip: a training that goes on from another's weights learns more from scenes that are new to them.</summary>
    public long FirstClip { get; init; }

    /// <summary>Clips that go through the model together; gradients add up. Few enough for activations to stay near the cores.</summary>
    public int Together { get; init; } = 8;

    /// <summary>Where the weights begin.</summary>
    public uint Seed { get; init; } = 42;

    /// <summary>SHA-256 of the model.safetensors that the weights begin as instead; null: as the seed says.</summary>
    public string? From { get; init; }

    /// <summary>Which labels clips get.</summary>
    public LabelKind Labels { get; init; } = LabelKind.Action;

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The share of the rate that the tubelets' projection takes part in.</summary>
    public double EmbeddingShare { get; init; } = 0.1;

    /// <summary>Steps of linear rise to it.</summary>
    public int WarmUp { get; init; } = 60;

    /// <summary>AdamW's decay of matrices; vectors, CLS and positions keep theirs.</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>AdamW's memory of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's memory of their squares.</summary>
    public double Beta2 { get; init; } = 0.95;

    /// <summary>The largest norm of all gradients together; larger ones are scaled down to it.</summary>
    public double ClipNorm { get; init; } = 10;

    /// <summary>The rate of a step, from 0: up to the highest in a line, then down to 0 as a cosine.</summary>
    public double RateAt(int step)
    {
        var warmUp = Math.Min(WarmUp, Steps / 2);
        if (step < warmUp)
            return LearningRate * (step + 1) / warmUp;
        return LearningRate * (1 + Math.Cos(Math.PI * (step - warmUp) / (Steps - warmUp))) / 2;
    }
}
