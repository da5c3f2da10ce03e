using System.Globalization;
using System.Text.RegularExpressions;
using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;

namespace Claims.Checkpoints.Folders;

/// <summary>
/// Where a folder's weights are: the published names first, then shards that lost their index, then the one file of another name that
/// holds weights. Whether they are the model's is checked later, tensor by tensor, so nothing is guessed here.
/// </summary>
internal static partial class WeightPlaces
{
    private static readonly (string Name, Func<string, IReadOnlyList<WeightFile>> Open)[] Published =
    [
        ("model.safetensors", path => [SafetensorsFile.Open(path)]),
        ("model.safetensors.index.json", path => ShardIndex.Open(path, SafetensorsFile.Open)),
        ("pytorch_model.bin", path => [PickleFile.Open(path)]),
        ("pytorch_model.bin.index.json", path => ShardIndex.Open(path, PickleFile.Open)),
    ];

    private static readonly string[] Endings = [".safetensors", ".bin", ".pt", ".pth", ".ckpt"];

    // What trainers write beside the weights, in the same form.
    private static readonly string[] OfTraining =
        ["optimizer", "scheduler", "scaler", "rng_state", "random_states", "training_args", "trainer_state", "sampler",
            "custom_checkpoint"];

    /// <summary>The names that are looked for first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Published.Select(place => place.Name)];

    /// <summary>Opens a folder's weights.</summary>
    /// <returns>What they are called, and their files, which the caller disposes of.</returns>
    /// <exception cref="CheckpointException">There are none, or they are damaged; the message says what the folder holds.</exception>
    public static (string Name, IReadOnlyList<WeightFile> Files) Open(string folder)
    {
        FolderContents.MustBeNoAdapter(folder);
        foreach (var (name, open) in Published)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return (name, open(path));
        }
        return Shards(folder) ?? OnlyFile(folder) ?? throw FolderContents.WithoutWeights(folder);
    }

    /// <summary>Whether a file holds weights by its name, and not another state of a training.</summary>
    public static bool IsWeights(string name) => Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal))
        && !IsOfTraining(name);

    /// <summary>Whether a file is what a trainer writes beside the weights.</summary>
    public static bool IsOfTraining(string name) => Array.Exists(OfTraining, of => name.StartsWith(of, StringComparison.Ordinal));

    private static (string, IReadOnlyList<WeightFile>)? Shards(string folder)
    {
        var found = FolderContents.Files(folder).Select(name => Shard().Match(name)).Where(match => match.Success).ToArray();
        if (found.Length == 0)
            return null;
        var kinds = found
            .GroupBy(match => (Stem: match.Groups[1].Value, Of: match.Groups[3].Value, Ending: match.Groups[4].Value)).ToArray();
        if (kinds.Length > 1)
            throw new WeightsException(WeightsFault.Ambiguous,
                $"holds shards of {kinds.Length} kinds and no index: {Quoting.List([.. found.Select(match => match.Value)])}.", folder,
                "Keep those of one, or fetch the index that belongs to them.");
        var (stem, of, ending) = kinds[0].Key;
        var here = found.Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. Enumerable.Range(1, int.Parse(of, CultureInfo.InvariantCulture))
            .Select(i => $"{stem}-{i:D5}-of-{of}{ending}")
            .Where(name => !here.Contains(name))];
        if (missing.Length > 0)
            throw new WeightsException(WeightsFault.ShardMissing,
                $"holds {here.Count} of {here.Count + missing.Length} shards and no index; {Quoting.List(missing)} "
                    + $"{(missing.Length == 1 ? "is" : "are")} not there.", folder, "Fetch what is missing.");
        return ($"{stem}-*{ending} without an index",
            OpenAll(folder, [.. here.Order(StringComparer.Ordinal)], ending == ".bin" ? PickleFile.Open : SafetensorsFile.Open));
    }

    private static List<WeightFile> OpenAll(string folder, string[] names, Func<string, WeightFile> open)
    {
        var opened = new List<WeightFile>();
        try
        {
            var owners = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in names)
            {
                opened.Add(open(Path.Combine(folder, name)));
                foreach (var tensor in opened[^1].Tensors.Keys.Where(tensor => !owners.TryAdd(tensor, name)))
                    throw new WeightsException(WeightsFault.Ambiguous,
                        $"holds {Quoting.Quote(tensor)} twice, in {owners[tensor]} and {name}, and no index that says which counts.",
                        folder,
                        "Fetch the index that belongs to the shards.");
            }
            return opened;
        }
        catch
        {
            opened.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static (string, IReadOnlyList<WeightFile>)? OnlyFile(string folder)
    {
        var names = FolderContents.Files(folder).Where(IsWeights).ToArray();
        if (names.Length > 1)
            throw new WeightsException(WeightsFault.Ambiguous,
                $"holds {names.Length} files that may be its weights: {Quoting.List(names)}.", folder,
                $"Give the one that counts a folder of its own, beside config.json, or the name {Names[0]} or {Names[2]}.");
        if (names is not [var name])
            return null;
        var path = Path.Combine(folder, name);
        return (name, [name.EndsWith(".safetensors", StringComparison.Ordinal) ? SafetensorsFile.Open(path) : PickleFile.Open(path)]);
    }

    [GeneratedRegex(@"^(model|pytorch_model)-(\d{5})-of-(\d{5})(\.safetensors|\.bin)\z")]
    private static partial Regex Shard();
}
