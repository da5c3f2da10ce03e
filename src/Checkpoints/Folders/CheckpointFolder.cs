using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;
using static TorchSharp.torch;

namespace Claims.Checkpoints.Folders;

/// <summary>
/// A Hugging Face folder as it is: config.json, perhaps preprocessor_config.json, and the weights as model.safetensors,
/// model.safetensors.index.json, pytorch_model.bin or pytorch_model.bin.index.json, the first of these that is there.
/// </summary>
public sealed class CheckpointFolder : IDisposable
{
    private const int MostListed = 200;
    private readonly IReadOnlyList<WeightFile> files;
    private readonly Dictionary<string, WeightFile> owners = new(StringComparer.Ordinal);

    private CheckpointFolder(string folder, string weights, IReadOnlyList<WeightFile> files)
    {
        Folder = folder;
        Paths = [.. files.Select(file => file.Path).Append(Path.Combine(folder, weights)).Distinct(StringComparer.Ordinal)];
        this.files = files;
        var tensors = new Dictionary<string, TensorInfo>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var (name, info) in file.Tensors)
            {
                owners.Add(name, file);
                tensors.Add(name, info);
            }
        }

        Tensors = tensors;
        var preprocessor = Path.Combine(folder, "preprocessor_config.json");
        PreprocessorPath = File.Exists(preprocessor) ? preprocessor : null;
        WeightsDescription = files.Count == 1 && files[0].Path == Path.Combine(folder, weights) ? weights
            : $"{weights}, {files.Count} shards";
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Every file that the weights are read from, and the index that names them where there is one.</summary>
    internal IReadOnlyList<string> Paths { get; }

    /// <summary>preprocessor_config.json, where there is one.</summary>
    public string? PreprocessorPath { get; }

    /// <summary>Every tensor by name.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Which file the weights come from, e.g. "model.safetensors.index.json, 3 shards".</summary>
    public string WeightsDescription { get; }

    /// <summary>Opens a folder: reads what the weights say of themselves. The configuration is for who knows its model.</summary>
    /// <exception cref="CheckpointException">Anything in it is missing, damaged or not understood.</exception>
    public static CheckpointFolder Open(string folder)
    {
        MustBeThere(folder);
        foreach (var (name, open) in WeightNames)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return new CheckpointFolder(folder, name, open(path));
        }

        throw new WeightsException(WeightsFault.NoWeights,
            $"holds no weights; looked for {string.Join(", ", WeightNames.Select(w => w.Name))}.", folder,
            "Fetch one of them into the folder.");
    }

    /// <exception cref="WeightsException">There is no such folder.</exception>
    public static void MustBeThere(string folder)
    {
        if (!Directory.Exists(folder))
            throw new WeightsException(WeightsFault.FolderMissing, "the folder does not exist.", folder,
                "Give a folder with config.json and weights.");
    }

    /// <summary>Reads one tensor, as <see cref="WeightFile.Read(string)"/> does.</summary>
    /// <param name="name">Its name in <see cref="Tensors"/>.</param>
    /// <returns>A contiguous CPU tensor in the file's element type, owned by the caller.</returns>
    public Tensor Read(string name) => owners.TryGetValue(name, out var file)
        ? file.Read(name)
        : throw new WeightsException(WeightsFault.NoSuchTensor, $"there is no tensor {Quoting.Quote(name)}.", Folder,
            "`./claims inspect` lists the names.");

    /// <summary>Checks that the weights are exactly the model's: each name there, in its shape, of a floating type, and no other.</summary>
    /// <param name="expected">The model's names and shapes.</param>
    /// <exception cref="WeightsException">One error that names all that differ.</exception>
    public void MustMatch(IReadOnlyDictionary<string, long[]> expected)
    {
        var missing = expected.Keys.Where(name => !Tensors.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
        var unexpected = Tensors.Keys.Where(name => !expected.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
        var misshapen =
            Tensors.Values.Where(t =>
                expected.TryGetValue(t.Name, out var shape) && !(t.Shape.SequenceEqual(shape) && t.Dtype.IsFloating()))
            .Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
        if (missing.Length + unexpected.Length + misshapen.Length == 0)
            return;
        var parts = new[]
        {
            List("missing", missing, name => $"{Quoting.Quote(name)} {Quoting.Shape(expected[name])}"),
            List("unexpected", unexpected, name => $"{Quoting.Quote(name)} {Quoting.Shape(Tensors[name].Shape)}"),
            List("misshapen", misshapen, name =>
                $"{Quoting.Quote(name)} is {Tensors[name].Describe()}, the model's is floating-point {Quoting.Shape(expected[name])}"),
        };
        throw new WeightsException(WeightsFault.Mismatch,
            $"the weights are not those of the model in config.json: {string.Join("; ", parts.Where(p => p.Length > 0))}.",
            Folder, "Use config.json and weights of the same model.")
        {
            Missing = missing,
            Unexpected = unexpected,
            Misshapen = misshapen,
        };
    }

    /// <summary>Releases the files; tensors that were read stay.</summary>
    public void Dispose()
    {
        foreach (var file in files)
            file.Dispose();
    }

    private static readonly (string Name, Func<string, IReadOnlyList<WeightFile>> Open)[] WeightNames =
    [
        ("model.safetensors", path => [SafetensorsFile.Open(path)]),
        ("model.safetensors.index.json", path => ShardIndex.Open(path, SafetensorsFile.Open)),
        ("pytorch_model.bin", path => [PickleFile.Open(path)]),
        ("pytorch_model.bin.index.json", path => ShardIndex.Open(path, PickleFile.Open)),
    ];

    private static string List(string title, string[] names, Func<string, string> describe) => names.Length == 0 ? "" :
        $"{title} ({names.Length}): "
            + $"{string.Join(", ", names.Take(MostListed).Select(describe))}{(names.Length > MostListed ? ", ..." : "")}";
}
