using System.Text.RegularExpressions;
using Claims.Checkpoints.Folders;
using Claims.Common;

namespace Claims.Checkpoints.Hub.Fetching;

/// <summary>Which of a repository's files make a checkpoint: configuration, preprocessor, and the weights in one form.</summary>
internal static partial class CheckpointFiles
{
    // In the order in which a folder is read.
    private static readonly (string Name, Regex? Shards)[] Weights =
    [
        ("model.safetensors", null),
        ("model.safetensors.index.json", SafetensorsShard()),
        ("pytorch_model.bin", null),
        ("pytorch_model.bin.index.json", PickleShard()),
    ];

    public static IReadOnlyList<string> Of(HubRepository repository, IReadOnlyCollection<string> files)
    {
        var (name, shards) = Weights.FirstOrDefault(form => files.Contains(form.Name));
        if (name is null || !files.Contains("config.json"))
            throw new HubException(HubFault.NoCheckpoint,
                $"{repository} holds no {(name is null ? "weights" : "config.json")}; it holds "
                    + $"{(files.Count == 0 ? "nothing" : Quoting.List([.. files.Order(StringComparer.Ordinal)], name => name))}.",
                $"A checkpoint is config.json and one of {string.Join(", ", Weights.Select(form => form.Name))}.");
        return
        [
            "config.json",
            .. CheckpointFolder.PreprocessorFiles.Where(files.Contains),
            name,
            .. files.Where(file => shards?.IsMatch(file) == true).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Where a checkpoint is read from, nothing stands that would be read and that the commit does not have: it would be taken for the
    /// hub's.
    /// </summary>
    /// <exception cref="BadInputException">Something does.</exception>
    public static void MustBeListed(HubRepository repository, HubListing listing, string folder)
    {
        if (!Directory.Exists(folder))
            return;
        var strange = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))
            .Where(name => IsRead(name) && !listing.Files.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
        if (strange.Length > 0)
            throw new BadInputException(
                $"holds {string.Join(", ", strange.Take(5))}, which {repository} at {listing.Commit} does not have, and which would be "
                    + "read from here as if it were the hub's.", folder, "Move it away, or fetch into another folder.", "hub");
    }

    private static bool IsRead(string name) => name == "config.json" || CheckpointFolder.PreprocessorFiles.Contains(name)
        || Weights.Any(form => form.Name == name);

    [GeneratedRegex(@"^model-\d{5}-of-\d{5}\.safetensors\z")]
    private static partial Regex SafetensorsShard();

    [GeneratedRegex(@"^pytorch_model-\d{5}-of-\d{5}\.bin\z")]
    private static partial Regex PickleShard();
}
