using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>A ViViT's tensors, of one configuration. D width, M the MLP's width. Owns them.</summary>
public sealed class VivitWeights : IDisposable
{
    private readonly Dictionary<(string Role, int? Layer), Tensor> _tensors = [];

    private VivitWeights(VivitConfig config, Func<VivitTensor, Tensor> make)
    {
        Config = config;
        using var scope = NewDisposeScope();
        foreach (var tensor in VivitTensor.Of(config))
            _tensors[(tensor.Role, tensor.Layer)] = make(tensor);
        Blocks = [.. Enumerable.Range(0, config.Layers).Select(Block)];
        foreach (var tensor in All)
            tensor.DetachFromDisposeScope();
    }

    /// <summary>The architecture.</summary>
    public VivitConfig Config { get; }

    /// <summary>Tubelet projection, [D, C·frames·rows·columns].</summary>
    public Tensor PatchWeight => _tensors[(nameof(PatchWeight), null)];

    /// <summary>[D].</summary>
    public Tensor PatchBias => _tensors[(nameof(PatchBias), null)];

    /// <summary>[1, 1, D].</summary>
    public Tensor Cls => _tensors[(nameof(Cls), null)];

    /// <summary>[1, N, D].</summary>
    public Tensor Positions => _tensors[(nameof(Positions), null)];

    /// <summary>[D] each.</summary>
    public (Tensor Weight, Tensor Bias) FinalNorm => Pair(nameof(FinalNorm), null);

    /// <summary>[classes, D].</summary>
    public Tensor ClassWeight => _tensors[(nameof(ClassWeight), null)];

    /// <summary>[classes].</summary>
    public Tensor ClassBias => _tensors[(nameof(ClassBias), null)];

    /// <summary>One per layer.</summary>
    public IReadOnlyList<BlockWeights> Blocks { get; }

    /// <summary>Every tensor: those outside the blocks, then block by block.</summary>
    public IEnumerable<Tensor> All => _tensors.Values;

    /// <summary>Every tensor a checkpoint of this architecture has, by the original's names, with its shape.</summary>
    public static IReadOnlyDictionary<string, long[]> Expected(VivitConfig config) =>
        VivitTensor.Of(config).SelectMany(tensor => tensor.Names.Select(name => (name, tensor.Stored)))
            .ToDictionary(pair => pair.name, pair => pair.Stored);

    /// <summary>Weights from anything that hands out tensors by the original's names, in the shapes of <see cref="Expected"/>.</summary>
    /// <exception cref="ArgumentException">A tensor is of another shape; the message names it.</exception>
    public static VivitWeights From(VivitConfig config, Func<string, Tensor> read)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(read);
        return new VivitWeights(config, tensor =>
        {
            using var scope = NewDisposeScope();
            var parts = tensor.Names.Select(name => Read(name, tensor.Stored)).ToArray();
            return (parts.Length == 1 ? parts[0].reshape(tensor.Shape) : cat(parts, 0)).MoveToOuterDisposeScope();
        });

        Tensor Read(string name, long[] shape)
        {
            using var one = NewDisposeScope();
            var tensor = read(name);
            MustBe(name, tensor, shape);
            return tensor.MoveToOuterDisposeScope();
        }
    }

    /// <summary>New weights, each made of one of these; they own what the map makes.</summary>
    /// <param name="map">Gives a tensor of the same shape, and a new one for each.</param>
    public VivitWeights Map(Func<Tensor, Tensor> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new VivitWeights(Config, tensor => map(_tensors[(tensor.Role, tensor.Layer)]));
    }

    /// <summary>
    /// The inverse of <see cref="From"/>: every tensor by the original's names, in the shapes of <see cref="Expected"/>. Views of these.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> Named()
    {
        var named = new Dictionary<string, Tensor>();
        foreach (var tensor in VivitTensor.Of(Config))
        {
            var whole = _tensors[(tensor.Role, tensor.Layer)];
            foreach (var (part, name) in tensor.Names.Index())
                named[name] = tensor.Names.Length == 1 ? whole.view(tensor.Stored)
                    : whole.narrow(0, part * tensor.Stored[0], tensor.Stored[0]);
        }
        return named;
    }

    /// <summary>The weights are those of a configuration, of one floating type.</summary>
    /// <exception cref="ArgumentException">They are not; the message names the tensor.</exception>
    internal void MustFit(VivitConfig config)
    {
        config.MustBeWhole();
        if (Blocks.Count != config.Layers)
            throw new ArgumentException($"There are {Blocks.Count} blocks; the model has {config.Layers}.", nameof(config));
        if (!Cls.is_floating_point())
            throw new ArgumentException($"A model computes in floating point; the weights are {Cls.dtype}.", nameof(config));
        foreach (var tensor in VivitTensor.Of(config))
        {
            if (!_tensors.TryGetValue((tensor.Role, tensor.Layer), out var own))
                throw new ArgumentException($"There is no {tensor.Name}, which the model has.", nameof(config));
            if (own.dtype != Cls.dtype)
                throw new ArgumentException($"{tensor.Name} is {own.dtype}, CLS is {Cls.dtype}.", nameof(config));
            MustBe(tensor.Name, own, tensor.Shape);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in All)
            tensor.Dispose();
    }

    private BlockWeights Block(int layer) => new()
    {
        NormBefore = Pair(nameof(BlockWeights.NormBefore), layer),
        QueryKeyValueWeight = _tensors[(nameof(BlockWeights.QueryKeyValueWeight), layer)],
        QueryKeyValueBias = _tensors.GetValueOrDefault((nameof(BlockWeights.QueryKeyValueBias), layer)),
        OutputWeight = _tensors[(nameof(BlockWeights.OutputWeight), layer)],
        OutputBias = _tensors[(nameof(BlockWeights.OutputBias), layer)],
        NormAfter = Pair(nameof(BlockWeights.NormAfter), layer),
        UpWeight = _tensors[(nameof(BlockWeights.UpWeight), layer)],
        UpBias = _tensors[(nameof(BlockWeights.UpBias), layer)],
        DownWeight = _tensors[(nameof(BlockWeights.DownWeight), layer)],
        DownBias = _tensors[(nameof(BlockWeights.DownBias), layer)],
    };

    private (Tensor Weight, Tensor Bias) Pair(string role, int? layer) =>
        (_tensors[(role + ".Weight", layer)], _tensors[(role + ".Bias", layer)]);

    private static void MustBe(string name, Tensor tensor, long[] shape)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (!tensor.shape.SequenceEqual(shape))
            throw new ArgumentException($"{name} is {TensorText.Shape(tensor.shape)}; the model's is {TensorText.Shape(shape)}.", name);
    }
}
