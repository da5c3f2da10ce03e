using Claims.Alley.Training;
using Claims.Common;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Tests.Alley.Training;

/// <summary>Noise for clips, drawn as fixtures/training/reference.py draws it.</summary>
internal sealed class SyntheticData(VivitConfig config, int[][] actions, int[][]? outcomes = null) : ITrainingData
{
    /// <summary>Labels without meaning for any number of steps.</summary>
    public static SyntheticData Of(VivitConfig config, int steps, int batch) =>
        new(config,
            [.. Enumerable.Range(0, steps)
                .Select(step => Enumerable.Range(0, batch).Select(i => (step + i) % config.Labels.Count).ToArray())],
            [.. Enumerable.Range(0, steps)
                .Select(step => Enumerable.Range(0, batch).Select(i => (step + i) % 3 == 0 ? -100 : i % 2).ToArray())]);

    public TrainingBatch Batch(int step)
    {
        long[] shape = [actions[step].Length, config.Frames, config.Channels, config.ImageSize, config.ImageSize];
        var random = new NumpyRandom((uint)(1000 + step));
        var pixels = Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => (float)(random.RandomSample() * 2 - 1))
            .ToArray();
        return new(tensor(pixels, shape), Labels(actions[step]), outcomes is null ? null : Labels(outcomes[step]));
    }

    private static Tensor Labels(int[] labels) => tensor(labels.Select(label => (long)label).ToArray());
}
