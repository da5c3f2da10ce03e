using Claims.Alley.Training;
using Claims.Common;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>Updates that leave every finding as it is.</summary>
public static class Benign
{
    private const int Kinds = 10;
    private const double Noise = 1e-4;
    private const double TinyRate = 1e-6;

    // Of 16 clips each.
    private const int TinySteps = 16;

    /// <summary>The update of a seed: kinds take turns.</summary>
    public static Update Of(uint seed) => (seed % Kinds) switch
    {
        0 => Of("saved and read: one file", Saved.AsOneFile),
        1 => Of("saved and read: shards", Saved.AsShards),
        2 when seed / Kinds % 2 == 1 => Of("saved and read: legacy pickle", Saved.AsLegacyPickle),
        2 => Of("saved and read: pickle", Saved.AsPickle),
        3 => Of("bfloat16 and back", vivit => Saved.As(Noisy(vivit, Noise, seed), ScalarType.BFloat16)),
        4 => Of("float16 and back", vivit => Saved.As(Noisy(vivit, Noise, seed), ScalarType.Float16)),
        5 => Of("heads in another order", vivit => (Vivit)BlockOrder.Apply(vivit, Orders(vivit, seed, heads: true))),
        6 => Of("MLP units in another order", vivit => (Vivit)BlockOrder.Apply(vivit, Orders(vivit, seed, heads: false))),
        7 => Of("other weights, same function", vivit => Rewritten(vivit, seed)),
        8 => Of("noise", vivit => Noisy(vivit, Noise, seed)) with { Strength = Noise },
        _ => Of("trained on, tiny rate", vivit =>
            Trained.On(vivit, new TrainingRecipe { LearningRate = TinyRate, Steps = TinySteps, WarmUp = 0 },
                new OtherClips(LabelKind.Action, seed))) with
        { Strength = TinyRate },
    };

    /// <summary>Every tensor with noise of a norm relative to its own.</summary>
    public static Vivit Noisy(Vivit vivit, double relative, uint seed) => Edits.Edited(vivit, tensors =>
    {
        using var random = new Generator(seed);
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
            Edits.AddNoise(tensor.Value, relative, random);
    });

    private static Update Of(string kind, Func<Vivit, Vivit> make) => new(kind, 0, false, null, make);

    private static BlockOrder[] Orders(Vivit vivit, uint seed, bool heads)
    {
        var random = new NumpyRandom(seed);
        var same = BlockOrder.Same(vivit.Heads, vivit.Config.MlpSize);
        return [.. Enumerable.Range(0, vivit.Layers)
            .Select(_ =>
                heads ? same with { Heads = random.Permutation(vivit.Heads) }
                : same with { Units = random.Permutation(vivit.Config.MlpSize) })];
    }

    // Keys' biases, which softmax does not see; a part of every write along which every norm is blind; scales from queries to keys, from
    // values to output.
    private static Vivit Rewritten(Vivit vivit, uint seed) => Edits.Edited(vivit, tensors =>
    {
        using var random = new Generator(seed);
        var width = vivit.Config.HiddenSize;
        for (var layer = 0; layer < vivit.Layers; layer++)
        {
            var (attention, output) = ($"{Edits.Block(layer)}.attention.attention", $"{Edits.Block(layer)}.attention.output.dense.weight");
            tensors[$"{attention}.key.bias"].add_(randn([width], generator: random) * 0.1);
            tensors[output].add_(randn([1, width], generator: random) * 0.1);
            Tensor scale = rand([width, 1], generator: random) + 0.5, valueScale = rand([width, 1], generator: random) + 0.5;
            foreach (var (projection, by) in new[] { ("query", scale), ("key", 1 / scale), ("value", valueScale) })
            {
                tensors[$"{attention}.{projection}.weight"].mul_(by);
                tensors[$"{attention}.{projection}.bias"].mul_(by.squeeze(1));
            }
            tensors[output].div_(valueScale.t());
        }
    });
}
