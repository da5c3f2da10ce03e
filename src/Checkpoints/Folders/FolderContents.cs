using System.Text.Json;

namespace Claims.Checkpoints.Folders;

/// <summary>What a folder that cannot be read holds instead of a checkpoint: one true sentence, and what to do.</summary>
internal static class FolderContents
{
    private const int LongestConfig = 16 << 20;

    private const string AdapterConfig = "adapter_config.json";

    // Other libraries' forms, and the parts in which large trainings keep their state: files or folders by the beginning or the end of
    // their names.
    private static readonly (string[] Names, string What, string Remedy)[] OtherForms =
    [
        (["zero_to_fp32.py", "global_step"], "the parts in which DeepSpeed keeps a training",
            "Join them: `python zero_to_fp32.py . pytorch_model.bin` in the folder."),
        ([".distcp", "pytorch_model_fsdp_"], "the parts in which FSDP keeps a training",
            "Join them: `python -m torch.distributed.checkpoint.format_utils dcp_to_torch PARTS pytorch_model.bin`."),
        (["tf_model", ".h5"], "weights of TensorFlow",
            "Convert them with transformers 4: `VivitForVideoClassification.from_pretrained(DIR, from_tf=True).save_pretrained(NEW)`."),
        ([".msgpack"], "weights of Flax",
            "Convert them with transformers 4: `VivitForVideoClassification.from_pretrained(DIR, from_flax=True).save_pretrained(NEW)`."),
        ([".onnx", ".gguf", ".tflite", ".engine"], "a model that was converted for running",
            "Take the folder that it was converted from: claims read and change what is inside."),
    ];

    /// <summary>The plain files of a folder by name, in order.</summary>
    public static IReadOnlyList<string> Files(string folder) => Names(folder, Directory.EnumerateFiles);

    /// <summary>An adapter changes its base model: neither alone is what was trained.</summary>
    /// <exception cref="WeightsException">The folder holds one.</exception>
    public static void MustBeNoAdapter(string folder)
    {
        string[] files = [.. Files(folder).Where(name => name is AdapterConfig or "adapter_model.safetensors" or "adapter_model.bin")];
        if (files.Length == 0)
            return;
        var (of, weights) = (BaseOf(Path.Combine(folder, AdapterConfig)), Files(folder).Any(WeightPlaces.Names.Contains));
        throw new WeightsException(WeightsFault.Adapter,
            $"holds an adapter (PEFT){of}{(weights ? " beside other weights" : "")}: {Quoting.List(files)}.", folder, weights
                ? "If the weights are the merged ones, take the adapter's files away; else merge it: "
                    + "`model.merge_and_unload().save_pretrained(NEW)`."
                : "Merge it into its base model and give the folder with both: `model.merge_and_unload().save_pretrained(NEW)`.");
    }

    /// <summary>The config.json of a folder.</summary>
    /// <exception cref="CheckpointException">There is none; the message says what the folder holds instead.</exception>
    public static string Config(string folder)
    {
        MustBeNoAdapter(folder);
        var path = Path.Combine(folder, "config.json");
        if (File.Exists(path) || Directory.Exists(path))
            return path;
        throw Above(folder) ?? (Files(folder).Any(WeightPlaces.IsWeights)
            ? new WeightsException(WeightsFault.NoConfig, "there is no such file, though the folder holds weights.", path,
                "Put the config.json beside them that was saved with the model.")
            : new WeightsException(WeightsFault.NoConfig, "there is no such file.", path,
                "Give a folder with config.json and weights, as save_pretrained writes it."));
    }

    /// <summary>What to say of a folder without weights that are read.</summary>
    public static WeightsException WithoutWeights(string folder)
    {
        if (Above(folder) is { } above)
            return above;
        var names = Names(folder, Directory.EnumerateFileSystemEntries);
        foreach (var (known, what, remedy) in OtherForms)
        {
            if (names.FirstOrDefault(name => known.Any(part => part[0] == '.' ? name.EndsWith(part, StringComparison.Ordinal)
                : name.StartsWith(part, StringComparison.Ordinal))) is { } found)
                return new WeightsException(WeightsFault.OtherForm, $"holds {what} ({Quoting.Quote(found)}), which are not read.", folder,
                    remedy);
        }
        var state = names.Where(WeightPlaces.IsOfTraining).ToArray();
        return new WeightsException(WeightsFault.NoWeights, state.Length > 0
            ? $"holds the state of a training ({Quoting.List(state)}), but no weights; looked for {string.Join(", ", WeightPlaces.Names)}."
            : $"holds no weights; looked for {string.Join(", ", WeightPlaces.Names)}.", folder, "Fetch one of them into the folder.");
    }

    // A training's checkpoint-500, ..., or a hub's cache with its snapshots.
    private static WeightsException? Above(string folder)
    {
        var below = Names(folder, Directory.EnumerateDirectories);
        string[] inside = [.. below.Concat(below.Contains("snapshots")
                ? Names(Path.Combine(folder, "snapshots"), Directory.EnumerateDirectories).Select(name => $"snapshots/{name}") : [])
            .Where(name => Files(Path.Combine(folder, name)) is var files
                && (files.Contains("config.json") || files.Contains(AdapterConfig)) && files.Any(file => WeightPlaces.IsWeights(file)
                    || WeightPlaces.Names.Contains(file)))
            .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        return inside.Length == 0 ? null : new WeightsException(WeightsFault.FolderAbove,
            $"is no checkpoint itself, but holds {(inside.Length == 1 ? "one" : $"{inside.Length}")}: {Quoting.List(inside)}.", folder,
            $"Give {(inside.Length == 1 ? "that folder" : "one of those folders, such as the last")}: {Path.Combine(folder, inside[^1])}.");
    }

    private static string BaseOf(string config)
    {
        try
        {
            return JsonFile.Read(config, LongestConfig,
                json => json.TryGetProperty("base_model_name_or_path", out var name) && name.ValueKind == JsonValueKind.String
                    ? $" of {Quoting.Quote(name.GetString()!)}" : "",
                (what, inner) => new CheckpointException(what, config, inner: inner));
        }
        catch (CheckpointException) // it is refused all the same
        {
            return "";
        }
    }

    private static string[] Names(string folder, Func<string, IEnumerable<string>> list)
    {
        try
        {
            return [.. list(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CheckpointException.Unreadable(folder, e);
        }
    }
}
