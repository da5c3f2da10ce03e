namespace Claims.Alley.Training;

/// <summary>What is trained on.</summary>
public interface ITrainingData
{
    /// <summary>The clips of a step, the same whenever they are asked for; the caller disposes them.</summary>
    /// <param name="step">From 0.</param>
    TrainingBatch Batch(int step);
}
