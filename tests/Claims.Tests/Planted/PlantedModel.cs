using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Tests.Planted;

/// <summary>A ViViT whose every weight follows from a circuit: nothing is random and nothing is trained.</summary>
internal static class PlantedModel
{
    /// <summary>Logits for each 1 of <see cref="Feature.Action"/> or <see cref="Feature.Evidence"/>.</summary>
    public const double ClassGain = 10;

    /// <summary>What the second class always gets.</summary>
    public const double OtherLogit = 3;

    private const double Anchor = 30;

    public static VivitConfig Config { get; } = new()
    {
        Layers = PlantedCircuit.Layers,
        Heads = PlantedCircuit.Heads,
        HiddenSize = 36,
        MlpSize = 24,
        Activation = Activation.Relu,
        ImageSize = 4,
        Frames = 8,
        TubeletSize = (2, 1, 1),
        Channels = 5,
        Labels = ["bowling", "golf", "darts"],
    };

    // Norms divide by |stream| / sqrt(width), all but the anchor's.
    private static readonly double Scale = Anchor / Math.Sqrt(Config.HiddenSize);

    public static Vivit Build(PlantedCircuit circuit, Device device, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var shapes = VivitWeights.Expected(Config);
        var values =
            shapes.ToDictionary(shape => shape.Key, shape => new double[shape.Value.Aggregate(1L, (product, length) => product * length)]);
        Embed(values, circuit);
        foreach (
            var name in shapes.Keys.Where(name =>
                name.Contains("layernorm", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal)))
            Array.Fill(values[name], Scale);
        foreach (var head in circuit.Attention)
            Add(values, head);
        foreach (var layer in circuit.Mlps.GroupBy(neuron => neuron.Layer))
        {
            foreach (var (neuron, unit) in layer.Select((neuron, unit) => (neuron, unit)))
                Add(values, neuron, unit);
        }
        foreach (var (layer, feature, byAttention, byMlp) in circuit.Constants)
        {
            Add(values[$"{Block(layer)}.attention.output.dense.bias"], 0, 1, feature, byAttention);
            Add(values[$"{Block(layer)}.output.dense.bias"], 0, 1, feature, byMlp);
        }
        Add(values["classifier.weight"], 0, 1, Feature.Action, ClassGain);
        Add(values["classifier.weight"], 0, 1, Feature.Evidence, ClassGain);
        values["classifier.bias"][1] = OtherLogit;
        return new Vivit(Config, VivitWeights.From(Config, name => tensor(values[name], shapes[name]).to(dtype).to(device)));
    }

    private static void Embed(Dictionary<string, double[]> values, PlantedCircuit circuit)
    {
        const string Embeddings = "vivit.embeddings";
        var patch = values[$"{Embeddings}.patch_embeddings.projection.weight"]; // [D, channels, 2, 1, 1]
        foreach (var (feature, gain) in circuit.Sees)
        {
            for (var frame = 0; frame < 2; frame++)
                Add(patch, PlantedWorld.Channel(feature) * 2 + frame, Config.Channels * 2, feature, gain / 2);
        }
        Add(values[$"{Embeddings}.cls_token"], 0, 1, Feature.IsCls, 1);
        var positions = values[$"{Embeddings}.position_embeddings"]; // [1, N, D]
        for (var token = 0; token < Config.Tokens; token++)
        {
            var row = token * Config.HiddenSize;
            Add(positions, row, 1, Feature.Anchor, Anchor);
            if (token == 0)
                continue;
            Add(positions, row, 1, Feature.Late, PlantedWorld.IsLate(PlantedWorld.Grid.Place(token - 1).Tubelet) ? 1 : -1);
            Add(positions, row, 1, Feature.NamedCells, PlantedWorld.IsNamed(token - 1) ? 1 : 0);
        }
    }

    // Of a head's three dimensions the first carries what it looks at, the second whom it writes to.
    private static void Add(Dictionary<string, double[]> values, PlantedHead head)
    {
        const double Sure = 20;
        var (attention, width, first) = ($"{Block(head.Layer)}.attention.attention", Config.HiddenSize, head.Number * Config.HeadSize);
        var root = Math.Sqrt(Config.HeadSize);
        values[$"{attention}.query.bias"][first] = root;
        foreach (var (feature, score) in head.LooksAt)
            Add(values[$"{attention}.key.weight"], first * width, 1, feature, score);
        if (head.Into == Into.Cls)
        {
            values[$"{attention}.query.bias"][first + 1] = root * Sure;
            Add(values[$"{attention}.query.weight"], (first + 1) * width, 1, Feature.IsCls, -root * Sure);
            Add(values[$"{attention}.key.weight"], (first + 1) * width, 1, Feature.IsCls, 1);
        }
        Add(values[$"{attention}.value.weight"], first * width, 1, head.Reads, 1);
        Add(values[$"{Block(head.Layer)}.attention.output.dense.weight"], first, width, head.Writes, head.Gain);
    }

    private static void Add(Dictionary<string, double[]> values, PlantedNeuron neuron, int unit)
    {
        var block = Block(neuron.Layer);
        foreach (var (feature, weight) in neuron.Reads)
            Add(values[$"{block}.intermediate.dense.weight"], unit * Config.HiddenSize, 1, feature, weight);
        values[$"{block}.intermediate.dense.bias"][unit] = neuron.Bias;
        Add(values[$"{block}.output.dense.weight"], unit, Config.MlpSize, neuron.Writes, neuron.Gain);
    }

    // A feature's direction, times a factor, into a row or column that begins at an offset.
    private static void Add(double[] values, int offset, int stride, Feature feature, double factor)
    {
        var part = factor / Math.Sqrt(2);
        values[offset + 2 * (int)feature * stride] += part;
        values[offset + (2 * (int)feature + 1) * stride] -= part;
    }

    private static string Block(int layer) => $"vivit.encoder.layer.{layer}";
}
