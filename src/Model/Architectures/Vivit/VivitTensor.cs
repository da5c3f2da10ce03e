namespace Claims.Model.Architectures.Vivit;

/// <summary>One of a ViViT's tensors as the model holds it: the list of them is the only place that says which there are.</summary>
/// <param name="Role">What it is: a property of <see cref="VivitWeights"/> or <see cref="BlockWeights"/>, with ".Weight" or ".Bias" where
/// that is a pair.</param>
/// <param name="Layer">Of which block; null: of none.</param>
/// <param name="Names">The original's names: several where the model holds them one below the other.</param>
/// <param name="Stored">The shape of each in a file.</param>
/// <param name="Shape">The shape here.</param>
internal sealed record VivitTensor(string Role, int? Layer, string[] Names, long[] Stored, long[] Shape)
{
    private const string Outside = "vivit.embeddings.", FinalNorm = "vivit.layernorm", Classifier = "classifier",
        Layers = "vivit.encoder.layer.";

    /// <summary>The CLS token's name in a file.</summary>
    public const string Cls = Outside + "cls_token";

    // A part of a block: as it was, and as transformers 5 has it since its ViViT is made of its ViT.
    private static readonly (string Old, string Modular)[] BlockParts =
    [
        ("attention.attention.query.", "attention.q_proj."), ("attention.attention.key.", "attention.k_proj."),
        ("attention.attention.value.", "attention.v_proj."), ("attention.output.dense.", "attention.o_proj."),
        ("intermediate.dense.", "mlp.fc1."), ("output.dense.", "mlp.fc2."),
    ];

    /// <summary>Whether it is of the classifier, which an encoder alone does not have.</summary>
    public bool IsOfClassifier => Names[0].StartsWith(Classifier + ".", StringComparison.Ordinal);

    /// <summary>
    /// A name as the modular ViViT of transformers 5 has it: vivit.layers.0.mlp.fc1.weight for
    /// vivit.encoder.layer.0.intermediate.dense.weight.
    /// </summary>
    public static string Modular(string name)
    {
        if (!name.StartsWith(Layers, StringComparison.Ordinal))
            return name;
        var (layer, part) = (name[Layers.Length..name.IndexOf('.', Layers.Length)], name[(name.IndexOf('.', Layers.Length) + 1)..]);
        var (old, modular) = Array.Find(BlockParts, one => part.StartsWith(one.Old, StringComparison.Ordinal));
        return $"vivit.layers.{layer}.{(old is null ? part : modular + part[old.Length..])}";
    }

    /// <summary>Its name in messages: Blocks[3].OutputWeight.</summary>
    public string Name => Layer is { } layer ? $"Blocks[{layer}].{Role}" : Role;

    /// <summary>Every tensor of this configuration: those outside the blocks, then block by block. D width, M the MLP's width.</summary>
    public static IReadOnlyList<VivitTensor> Of(VivitConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.MustBeWhole();
        long d = config.HiddenSize, classes = config.Labels.Count;
        var (frames, rows, columns) = config.TubeletSize;
        long[] patch = [d, config.Channels, frames, rows, columns];
        const string Patch = Outside + "patch_embeddings.projection";
        return
        [
            new("PatchWeight", null, [Patch + ".weight"], patch, [d, patch[1..].Aggregate(1L, (product, length) => product * length)]),
            One("PatchBias", Patch + ".bias", d),
            One("Cls", Cls, 1, 1, d),
            One("Positions", Outside + "position_embeddings", 1, config.Tokens, d),
            .. Norm("FinalNorm", null, FinalNorm, d),
            One("ClassWeight", Classifier + ".weight", classes, d),
            One("ClassBias", Classifier + ".bias", classes),
            .. Enumerable.Range(0, config.Layers).SelectMany(layer => Block(layer, d, config.MlpSize, config.QkvBias)),
        ];
    }

    private static IEnumerable<VivitTensor> Block(int layer, long d, long m, bool qkvBias)
    {
        var block = $"{Layers}{layer}.";
        string[] projections =
            [block + "attention.attention.query", block + "attention.attention.key", block + "attention.attention.value"];
        return
        [
            .. Norm("NormBefore", layer, block + "layernorm_before", d),
            new("QueryKeyValueWeight", layer, [.. projections.Select(name => name + ".weight")], [d, d], [3 * d, d]),
            .. qkvBias
                ? new VivitTensor[] { new("QueryKeyValueBias", layer, [.. projections.Select(name => name + ".bias")], [d], [3 * d]) } : [],
            .. Linear("Output", layer, block + "attention.output.dense", d, d),
            .. Norm("NormAfter", layer, block + "layernorm_after", d),
            .. Linear("Up", layer, block + "intermediate.dense", m, d),
            .. Linear("Down", layer, block + "output.dense", d, m),
        ];
    }

    private static IEnumerable<VivitTensor> Norm(string role, int? layer, string name, long d) =>
        [new(role + ".Weight", layer, [name + ".weight"], [d], [d]), new(role + ".Bias", layer, [name + ".bias"], [d], [d])];

    private static IEnumerable<VivitTensor> Linear(string role, int layer, string name, long to, long from) =>
        [new(role + "Weight", layer, [name + ".weight"], [to, from], [to, from]), new(role + "Bias", layer, [name + ".bias"], [to], [to])];

    private static VivitTensor One(string role, string name, params long[] shape) => new(role, null, [name], shape, shape);
}
