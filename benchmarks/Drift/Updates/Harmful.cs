using Claims.Alley.Training;
using Claims.Common;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>Updates that change what the model computes, graded in strength.</summary>
public static class Harmful
{
    private const int Kinds = 12;

    /// <summary>The update of a seed: kinds take turns, then strengths.</summary>
    public static Update Of(uint seed)
    {
        var random = new NumpyRandom(seed + 1_000_000);
        int Draw(int below) => (int)((ulong)random.NextUInt32() * (uint)below >> 32);
        double Of(params double[] strengths) => strengths[seed / Kinds % strengths.Length];
        var (layer, head, other) = (Draw(12), Draw(12), 1 + Draw(11));
        return (seed % Kinds) switch
        {
            0 => HeadScaled(layer, head, Of(0.25, 0.5, 1)),
            1 => HeadsSwapped(layer, head, (head + other) % 12),
            2 => MlpScaled(layer, Of(1.1, 1.5, 2, 0)),
            3 => Everywhere("noise", Of(0.03, 0.1, 0.3), (vivit, strength) => Benign.Noisy(vivit, strength, seed)),
            4 => HeadNoise(layer, head, Of(0.1, 0.3, 1), seed),
            5 => AttentionDown(Of(0.1, 0.5, 1)),
            6 => OutcomeOut(layer, Of(0.5, 1)),
            7 => Everywhere("outcome direction out of every layer, share", Of(0.5, 1), (vivit, strength) =>
                Projected(vivit, Enumerable.Range(0, vivit.Layers), strength)),
            8 => ClassifierScaled(Of(0.1, 0.5, 1, 2)),
            9 => ClassesMixed(seed),
            10 => Fainter(Of(0.1, 0.5, 1)),
            _ => Fine(seed, Of(1, 10, 30)),
        };
    }

    private static Update Everywhere(string kind, double strength, Func<Vivit, double, Vivit> make) =>
        new(kind, strength, true, null, vivit => make(vivit, strength));

    private static Update HeadScaled(int layer, int head, double down) =>
        new("a head scaled down by", down, true, [$"L{layer}H{head}"], vivit => Edits.Edited(vivit, tensors =>
        Columns(tensors, layer, head, vivit.Config.HeadSize).mul_(1 - down)));

    // Queries, keys and values, but not where they are written.
    private static Update HeadsSwapped(int layer, int head, int other) =>
        new("a head's reading swapped with another's", 0, true, [$"L{layer}H{head}", $"L{layer}H{other}"], vivit =>
            Edits.Edited(vivit, tensors =>
    {
        foreach (var (one, two) in Edits.HeadRows(tensors, layer, head, vivit.Config.HeadSize)
            .Zip(Edits.HeadRows(tensors, layer, other, vivit.Config.HeadSize)))
        {
            var kept = one.clone();
            one.copy_(two);
            two.copy_(kept);
        }
    }));

    private static Update HeadNoise(int layer, int head, double relative, uint seed) =>
        new("a head with noise", relative, true, [$"L{layer}H{head}"], vivit => Edits.Edited(vivit, tensors =>
    {
        using var random = new Generator(seed);
        foreach (var rows in Edits.HeadRows(tensors, layer, head, vivit.Config.HeadSize)
            .Append(Columns(tensors, layer, head, vivit.Config.HeadSize)))
            Edits.AddNoise(rows, relative, random);
    }));

    private static Update MlpScaled(int layer, double factor) =>
        new("an MLP times", factor, true, [$"L{layer} MLP"], vivit => Edits.Edited(vivit, tensors =>
    {
        tensors[$"{Edits.Block(layer)}.output.dense.weight"].mul_(factor);
        tensors[$"{Edits.Block(layer)}.output.dense.bias"].mul_(factor);
    }));

    // At 1 no class is ahead of another, at 2 the order of classes is turned round: no clip gets its class any more.
    private static Update ClassifierScaled(double down) =>
        new("the classifier scaled down by", down, true, ["classifier"], vivit => Edits.Edited(vivit, tensors =>
    {
        tensors["classifier.weight"].mul_(1 - down);
        tensors["classifier.bias"].mul_(1 - down);
    }))
        { Certain = down >= 1 };

    // Every class is read as another's: what was the class can be it no more.
    private static Update ClassesMixed(uint seed) =>
        new("the classes' names mixed", 0, true, ["classifier"], vivit => Edits.Edited(vivit, tensors =>
    {
        var random = new NumpyRandom(seed);
        var order = random.Permutation(vivit.Labels.Count);
        while (order.Index().Any(one => one.Index == one.Item))
            order = random.Permutation(vivit.Labels.Count);
        var places = tensor(order.Select(place => (long)place).ToArray());
        foreach (var name in new[] { "classifier.weight", "classifier.bias" })
            tensors[name].copy_(tensors[name].index_select(0, places));
    }))
        { Certain = true };

    // At 1 nothing of the clip reaches CLS: what differs between clips is nothing.
    private static Update AttentionDown(double down) =>
        new("attention of every layer scaled down by", down, true, null, vivit => Edits.Edited(vivit, tensors =>
    {
        for (var layer = 0; layer < vivit.Layers; layer++)
            tensors[$"{Edits.Block(layer)}.attention.output.dense.weight"].mul_(1 - down);
    }))
        { Certain = down >= 1 };

    // At 1 the model sees nothing: what differs between clips is nothing.
    private static Update Fainter(double down) =>
        new("what is seen of a clip scaled down by", down, true, ["embedding"], vivit => Edits.Edited(vivit, tensors =>
        tensors["vivit.embeddings.patch_embeddings.projection.weight"].mul_(1 - down)))
        { Certain = down >= 1 };

    private static Update OutcomeOut(int layer, double share) => new("outcome direction out of one layer, share", share, true,
        [$"L{layer} MLP", $"L{layer} attention bias", .. Enumerable.Range(0, 12).Select(head => $"L{layer}H{head}")], vivit =>
            Projected(vivit, [layer], share));

    // The mean over some training scenes of CLS after the last layer, strike less gutter: less of it in all that these layers write.
    private static Vivit Projected(Vivit vivit, IEnumerable<int> layers, double share) => Edits.Edited(vivit, tensors =>
    {
        var direction = OutcomeDirection.Of(vivit);
        foreach (var layer in layers)
        {
            foreach (var name in new[] { "attention.output.dense", "output.dense" })
            {
                var (weight, bias) = (tensors[$"{Edits.Block(layer)}.{name}.weight"], tensors[$"{Edits.Block(layer)}.{name}.bias"]);
                weight.sub_(outer(direction, mv(weight.t(), direction)) * share);
                bias.sub_(direction * (direction.dot(bias) * share));
            }
        }
    });

    private static Update Fine(uint seed, double steps)
    {
        var (kind, labels, shift) = (seed / Kinds / 3 % 3) switch
        {
            0 => ("fine-tuned with outcomes told, steps", LabelKind.ActionAndOutcome, 0),
            1 => ("fine-tuned on shuffled labels, steps", LabelKind.Shuffled, 0),
            _ => ("fine-tuned on another class set, steps", LabelKind.Action, 1),
        };
        var recipe = new TrainingRecipe { Labels = labels, LearningRate = 1e-3, Steps = (int)steps, WarmUp = 0 };
        return new(kind, steps, true, null, vivit => Trained.On(vivit, recipe, new OtherClips(labels, seed, shift)));
    }

    private static Tensor Columns(IReadOnlyDictionary<string, Tensor> tensors, int layer, int head, int size) =>
        tensors[$"{Edits.Block(layer)}.attention.output.dense.weight"].narrow(1, (long)head * size, size);
}
