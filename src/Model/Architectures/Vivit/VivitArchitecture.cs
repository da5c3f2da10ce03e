using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>"vivit": transformers' VivitForVideoClassification.</summary>
internal sealed class VivitArchitecture : Architecture
{
    /// <inheritdoc/>
    public override string ModelType => VivitConfig.ModelType;

    /// <inheritdoc/>
    public override IModelConfig ReadConfig(string path) => VivitConfig.Read(path);

    /// <inheritdoc/>
    public override IReadOnlyList<ExpectedTensor> Expected(IModelConfig config) => Expected((VivitConfig)config);

    /// <summary>The tensors of a checkpoint of this configuration, with the names that other releases give them.</summary>
    public static IReadOnlyList<ExpectedTensor> Expected(VivitConfig config) => [.. VivitTensor.Of(config).SelectMany(tensor =>
        tensor.Names.Select(name => new ExpectedTensor(name, tensor.Stored)
        {
            Spellings = VivitTensor.Modular(name) is var modular && modular != name ? [modular] : [],
            OfClassifier = tensor.IsOfClassifier,
        }))];

    /// <inheritdoc/>
    public override VideoModel Build(IModelConfig config, Func<string, Tensor> tensor) =>
        new Vivit((VivitConfig)config, VivitWeights.From((VivitConfig)config, tensor));
}
