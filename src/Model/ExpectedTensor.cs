using Claims.Checkpoints;
using Claims.Checkpoints.Folders;

namespace Claims.Model;

/// <summary>A tensor that a checkpoint of an architecture has.</summary>
/// <param name="Name">As the original library writes it now.</param>
/// <param name="Shape">Its shape in the file.</param>
public sealed record ExpectedTensor(string Name, IReadOnlyList<long> Shape)
{
    /// <summary>Other names for it, of other releases and other libraries.</summary>
    public IReadOnlyList<string> Spellings { get; init; } = [];

    /// <summary>Whether it is of the classifier: what a checkpoint lacks that was saved without its head.</summary>
    public bool OfClassifier { get; init; }

    /// <summary>Every name it may have, the first first.</summary>
    internal IEnumerable<string> Names => Spellings.Prepend(Name);
}

/// <summary>
/// What a checkpoint calls a model's tensors. What wrapped the model when it was saved stands in its tensors' names and changes nothing:
/// modules that PyTorch puts around others are passed over wherever they stand, and so is what every name begins with.
/// </summary>
internal static class TensorNames
{
    // DataParallel and DistributedDataParallel; torch.compile; FSDP; activation checkpointing; Lightning's and Fabric's wrapper.
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "module", "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module", "_forward_module",
    };

    // Deeper than anything is nested; a bound on the work that a file's names can make.
    private const int MostSkipped = 8;

    // What PEFT puts into the names of a model that it has changed.
    private static readonly string[] Adapters = [".lora_", ".base_layer.", ".modules_to_save.", "lora_A", "lora_B"];

    /// <summary>
    /// What a checkpoint calls each of some tensors, by <see cref="ExpectedTensor.Name"/>; and that it has them all, in their shapes, and
    /// no others.
    /// </summary>
    /// <exception cref="WeightsException">One error that says what differs.</exception>
    public static IReadOnlyDictionary<string, string> In(CheckpointFolder checkpoint, IReadOnlyList<ExpectedTensor> expected)
    {
        MustBeMerged(checkpoint);
        var unwrapped = Unwrapped(checkpoint.Tensors.Keys, expected);
        var names = expected.ToDictionary(tensor => tensor.Name,
            tensor => tensor.Names.Select(unwrapped.GetValueOrDefault).FirstOrDefault(name => name is not null) ?? tensor.Name);
        MustHaveClassifier(checkpoint, expected, unwrapped);
        checkpoint.MustMatch(expected.ToDictionary(tensor => names[tensor.Name], tensor => tensor.Shape.ToArray()));
        return names;
    }

    // The file's names by what is left of them: those after which most of the model's tensors are found.
    private static Dictionary<string, string> Unwrapped(IEnumerable<string> names, IReadOnlyList<ExpectedTensor> expected)
    {
        (string Name, string[] Parts)[] all =
            [.. names.Select(name => (name, name.Split('.').Where(part => !Wrappers.Contains(part)).ToArray()))];
        var common = all.Length == 0 ? 0 : all.Min(one => one.Parts.Zip(all[0].Parts).TakeWhile(pair => pair.First == pair.Second).Count());
        return Enumerable.Range(0, Math.Min(common, MostSkipped) + 1).Select(From).MaxBy(Found)!;

        Dictionary<string, string> From(int skipped)
        {
            var rest = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, parts) in all)
            {
                // Two that are the same without what wraps them are two different tensors: then nothing is passed over.
                if (!rest.TryAdd(string.Join('.', parts.Skip(skipped)), name))
                    return all.ToDictionary(one => one.Name, one => one.Name, StringComparer.Ordinal);
            }
            return rest;
        }

        int Found(Dictionary<string, string> rest) => expected.Count(tensor => tensor.Names.Any(rest.ContainsKey));
    }

    private static void MustBeMerged(CheckpointFolder checkpoint)
    {
        string[] adapters = [.. checkpoint.Tensors.Keys.Where(name => Array.Exists(Adapters, part =>
            name.Contains(part, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
        if (adapters.Length > 0)
            throw new WeightsException(WeightsFault.Adapter,
                $"the weights hold an adapter (PEFT) that is not merged: {Quoting.List(adapters)}.", checkpoint.Folder,
                "Merge it and give the folder with both: `model.merge_and_unload().save_pretrained(NEW)`.");
    }

    // A bare encoder has names without the model's own beginning, and perhaps a pooler.
    private static void MustHaveClassifier(CheckpointFolder checkpoint, IReadOnlyList<ExpectedTensor> expected,
        Dictionary<string, string> unwrapped)
    {
        if (!expected.Any(tensor => tensor.OfClassifier)
            || expected.Any(tensor => tensor.OfClassifier && tensor.Names.Any(unwrapped.ContainsKey)))
            return;
        if (expected.Where(tensor => !tensor.OfClassifier).All(tensor => tensor.Names.Any(name =>
            unwrapped.ContainsKey(name) || unwrapped.ContainsKey(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]))))
        {
            throw new WeightsException(WeightsFault.NoClassifier,
                "the weights are an encoder without a classifier: there is no "
                    + Quoting.List([.. expected.Where(tensor => tensor.OfClassifier).Select(tensor => tensor.Name)])
                    + ", so it tells no classes.",
                checkpoint.Folder, "Save the whole model that classifies, not its encoder, and give that folder.");
        }
    }
}
