using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using static TorchSharp.torch;

namespace Claims.Model.Architectures.Vivit;

/// <summary>A ViViT's tensors. D width, M the MLP's width. Owns them.</summary>
public sealed class VivitWeights : IDisposable
{
    /// <summary>Tubelet projection, [D, C·frames·rows·columns].</summary>
    public required Tensor PatchWeight { get; init; }

    /// <summary>[D].</summary>
    public required Tensor PatchBias { get; init; }

    /// <summary>[1, 1, D].</summary>
    public required Tensor Cls { get; init; }

    /// <summary>[1, N, D].</summary>
    public required Tensor Positions { get; init; }

    /// <summary>One a layer.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>[D] each.</summary>
    public required (Tensor Weight, Tensor Bias) FinalNorm { get; init; }

    /// <summary>[classes, D].</summary>
    public required Tensor ClassWeight { get; init; }

    /// <summary>[classes].</summary>
    public required Tensor ClassBias { get; init; }

    /// <summary>One block's tensors.</summary>
    public sealed record Block
    {
        /// <summary>[D] each.</summary>
        public required (Tensor Weight, Tensor Bias) NormBefore { get; init; }

        /// <summary>Query, key and value projections one below the other, [3·D, D]: one product instead of three.</summary>
        public required Tensor QueryKeyValueWeight { get; init; }

        /// <summary>[3·D], or null where the model has no such biases.</summary>
        public required Tensor? QueryKeyValueBias { get; init; }

        /// <summary>[D, D].</summary>
        public required Tensor OutputWeight { get; init; }

        /// <summary>[D].</summary>
        public required Tensor OutputBias { get; init; }

        /// <summary>[D] each.</summary>
        public required (Tensor Weight, Tensor Bias) NormAfter { get; init; }

        /// <summary>[M, D].</summary>
        public required Tensor UpWeight { get; init; }

        /// <summary>[M].</summary>
        public required Tensor UpBias { get; init; }

        /// <summary>[D, M].</summary>
        public required Tensor DownWeight { get; init; }

        /// <summary>[D].</summary>
        public required Tensor DownBias { get; init; }

        internal IEnumerable<Tensor> All => new[]
        {
            NormBefore.Weight, NormBefore.Bias, QueryKeyValueWeight, QueryKeyValueBias, OutputWeight, OutputBias,
            NormAfter.Weight, NormAfter.Bias, UpWeight, UpBias, DownWeight, DownBias,
        }.OfType<Tensor>();

        internal Block Map(Func<Tensor, Tensor> map) => new()
        {
            NormBefore = (map(NormBefore.Weight), map(NormBefore.Bias)),
            QueryKeyValueWeight = map(QueryKeyValueWeight),
            QueryKeyValueBias = QueryKeyValueBias is { } bias ? map(bias) : null,
            OutputWeight = map(OutputWeight),
            OutputBias = map(OutputBias),
            NormAfter = (map(NormAfter.Weight), map(NormAfter.Bias)),
            UpWeight = map(UpWeight),
            UpBias = map(UpBias),
            DownWeight = map(DownWeight),
            DownBias = map(DownBias),
        };
    }

    /// <summary>Every tensor: those outside the blocks, then block by block.</summary>
    public IEnumerable<Tensor> All =>
        [PatchWeight, PatchBias, Cls, Positions, FinalNorm.Weight, FinalNorm.Bias, ClassWeight, ClassBias, .. Blocks.SelectMany(block => block.All)];

    /// <summary>Every tensor a checkpoint of this architecture has, by the original's names, with its shape.</summary>
    public static IReadOnlyDictionary<string, long[]> Expected(VivitConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.MustBeWhole();
        long d = config.HiddenSize, m = config.MlpSize, classes = config.Labels.Count;
        var (frames, rows, columns) = config.TubeletSize;
        var shapes = new Dictionary<string, long[]>
        {
            [VivitNames.Cls] = [1, 1, d],
            [VivitNames.Positions] = [1, config.Tokens, d],
            [VivitNames.Patch + ".weight"] = [d, config.Channels, frames, rows, columns],
            [VivitNames.Patch + ".bias"] = [d],
        };
        Pair(VivitNames.FinalNorm, [d], true);
        Pair(VivitNames.Classifier, [classes, d], true);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            var names = VivitNames.Block(layer);
            foreach (var projection in names.QueryKeyValue)
                Pair(projection, [d, d], config.QkvBias);
            Pair(names.Output, [d, d], true);
            Pair(names.Up, [m, d], true);
            Pair(names.Down, [d, m], true);
            Pair(names.NormBefore, [d], true);
            Pair(names.NormAfter, [d], true);
        }
        return shapes;

        void Pair(string name, long[] weight, bool bias)
        {
            shapes[name + ".weight"] = weight;
            if (bias)
                shapes[name + ".bias"] = [weight[0]];
        }
    }

    /// <summary>Reads a checkpoint's tensors, all of them and nothing else.</summary>
    /// <exception cref="CheckpointException">Tensors are missing, unexpected or of another shape; the message names them.</exception>
    public static VivitWeights Read(CheckpointFolder checkpoint, VivitConfig config, Device device, ScalarType dtype)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        checkpoint.MustMatch(Expected(config));
        // The file's own type goes at once: no weight is in memory twice for longer than itself.
        return From(config, name => checkpoint.Read(name).to(dtype).to(device));
    }

    /// <summary>Weights from anything that hands out tensors by the original's names, in the shapes of <see cref="Expected"/>.</summary>
    /// <exception cref="ArgumentException">A tensor is of another shape; the message names it.</exception>
    public static VivitWeights From(VivitConfig config, Func<string, Tensor> read)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(read);
        using var scope = NewDisposeScope();
        var expected = Expected(config);
        var weights = new VivitWeights
        {
            PatchWeight = Take(VivitNames.Patch + ".weight").reshape([config.HiddenSize, -1]),
            PatchBias = Take(VivitNames.Patch + ".bias"),
            Cls = Take(VivitNames.Cls),
            Positions = Take(VivitNames.Positions),
            Blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => ReadBlock(VivitNames.Block(layer)))],
            FinalNorm = Pair(VivitNames.FinalNorm),
            ClassWeight = Take(VivitNames.Classifier + ".weight"),
            ClassBias = Take(VivitNames.Classifier + ".bias"),
        };
        foreach (var tensor in weights.All)
            tensor.DetachFromDisposeScope();
        return weights;

        Tensor Take(string name)
        {
            using var one = NewDisposeScope();
            var tensor = read(name);
            VivitShapes.MustBe(name, tensor, expected[name]);
            return tensor.MoveToOuterDisposeScope();
        }

        (Tensor, Tensor) Pair(string name) => (Take(name + ".weight"), Take(name + ".bias"));

        Tensor Stacked(IEnumerable<string> names)
        {
            using var one = NewDisposeScope();
            return cat([.. names.Select(Take)], 0).MoveToOuterDisposeScope();
        }

        Block ReadBlock(VivitNames.BlockNames names) => new()
        {
            NormBefore = Pair(names.NormBefore),
            QueryKeyValueWeight = Stacked(names.QueryKeyValue.Select(name => name + ".weight")),
            QueryKeyValueBias = config.QkvBias ? Stacked(names.QueryKeyValue.Select(name => name + ".bias")) : null,
            OutputWeight = Take(names.Output + ".weight"),
            OutputBias = Take(names.Output + ".bias"),
            NormAfter = Pair(names.NormAfter),
            UpWeight = Take(names.Up + ".weight"),
            UpBias = Take(names.Up + ".bias"),
            DownWeight = Take(names.Down + ".weight"),
            DownBias = Take(names.Down + ".bias"),
        };
    }

    /// <summary>New weights, each made of one of these; they own what the map makes.</summary>
    /// <param name="map">Gives a tensor of the same shape, and a new one for each.</param>
    public VivitWeights Map(Func<Tensor, Tensor> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        using var scope = NewDisposeScope();
        return new VivitWeights
        {
            PatchWeight = Mapped(PatchWeight),
            PatchBias = Mapped(PatchBias),
            Cls = Mapped(Cls),
            Positions = Mapped(Positions),
            Blocks = [.. Blocks.Select(block => block.Map(Mapped))],
            FinalNorm = (Mapped(FinalNorm.Weight), Mapped(FinalNorm.Bias)),
            ClassWeight = Mapped(ClassWeight),
            ClassBias = Mapped(ClassBias),
        };

        Tensor Mapped(Tensor weight) => map(weight).DetachFromDisposeScope();
    }

    /// <summary>The inverse of <see cref="From"/>: every tensor by the original's names, in the shapes of <see cref="Expected"/>. Views of these.</summary>
    public IReadOnlyDictionary<string, Tensor> Named(VivitConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var named = new Dictionary<string, Tensor>
        {
            [VivitNames.Cls] = Cls,
            [VivitNames.Positions] = Positions,
        };
        Add(VivitNames.Patch, PatchWeight.view(Expected(config)[VivitNames.Patch + ".weight"]), PatchBias);
        Add(VivitNames.FinalNorm, FinalNorm.Weight, FinalNorm.Bias);
        Add(VivitNames.Classifier, ClassWeight, ClassBias);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            var (names, block) = (VivitNames.Block(layer), Blocks[layer]);
            Add(names.NormBefore, block.NormBefore.Weight, block.NormBefore.Bias);
            for (var part = 0; part < names.QueryKeyValue.Length; part++)
                Add(names.QueryKeyValue[part], Part(block.QueryKeyValueWeight, part), block.QueryKeyValueBias is { } bias ? Part(bias, part) : null);
            Add(names.Output, block.OutputWeight, block.OutputBias);
            Add(names.NormAfter, block.NormAfter.Weight, block.NormAfter.Bias);
            Add(names.Up, block.UpWeight, block.UpBias);
            Add(names.Down, block.DownWeight, block.DownBias);
        }
        return named;

        Tensor Part(Tensor stacked, int part) => stacked.narrow(0, (long)part * config.HiddenSize, config.HiddenSize);

        void Add(string name, Tensor weight, Tensor? bias)
        {
            named[name + ".weight"] = weight;
            if (bias is not null)
                named[name + ".bias"] = bias;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in All)
            tensor.Dispose();
    }
}
