using System.Text.Json;

namespace Claims.Checkpoints.Folders;

/// <summary>
/// A shard index: {"metadata": {...}, "weight_map": {"tensor": "model-00001-of-00002.safetensors"}}. Each tensor must be in
/// exactly the file the map names, and each file must be in the folder.
/// </summary>
internal static class ShardIndex
{
    private const int LongestFile = 64 << 20;
    private const int MostShards = 1000;

    /// <summary>Opens every shard. The caller disposes of them.</summary>
    public static List<WeightFile> Open(string index, Func<string, WeightFile> open)
    {
        var map = JsonFile.Read(index, LongestFile, json => ReadMap(index, json), (what, inner) => Invalid(index, what, inner));
        var folder = Path.GetDirectoryName(Path.GetFullPath(index))!;
        var shards = map.GroupBy(pair => pair.Value, pair => pair.Key).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        if (shards.Length > MostShards)
            throw Invalid(index, $"names {shards.Length} files; at most {MostShards} are read.");
        var opened = new List<WeightFile>();
        try
        {
            foreach (var shard in shards)
            {
                var path = Path.Combine(folder, shard.Key);
                if (!File.Exists(path))
                    throw new WeightsException(WeightsFault.ShardMissing, $"names {Quoting.Quote(shard.Key)}, which is not there.", index,
                        "Fetch the missing file.");
                opened.Add(open(path));
                CheckContent(index, opened[^1], [.. shard]);
            }

            return opened;
        }
        catch
        {
            opened.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static Dictionary<string, string> ReadMap(string index, JsonElement json)
    {
        if (!json.TryGetProperty("weight_map", out var entries) || entries.ValueKind != JsonValueKind.Object)
            throw Invalid(index, "has no object \"weight_map\".");
        var extension = index.EndsWith(".safetensors.index.json", StringComparison.Ordinal) ? ".safetensors" : ".bin";
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries.EnumerateObject())
            map.Add(entry.Name, FileName(index, entry, extension));
        return map.Count > 0 ? map : throw Invalid(index, "has an empty \"weight_map\".");
    }

    /// <summary>A plain name: letters, digits, dot, dash and underscore cannot leave the folder on any system.</summary>
    private static string FileName(string index, JsonProperty entry, string extension)
    {
        if (entry.Value.ValueKind != JsonValueKind.String)
            throw Invalid(index, $"places {Quoting.Quote(entry.Name)} in what is not a file name.");
        var name = entry.Value.GetString()!;
        var plain = name.Length is > 0 and <= 255 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            && name[0] != '.';
        return plain && name.EndsWith(extension, StringComparison.Ordinal) ? name : throw new WeightsException(WeightsFault.ShardName,
            $"places {Quoting.Quote(entry.Name)} in {Quoting.Quote(name)}, which is not a plain name ending in {extension}.", index,
            "Shards must lie beside their index.");
    }

    private static void CheckContent(string index, WeightFile shard, HashSet<string> listed)
    {
        var name = Quoting.Quote(Path.GetFileName(shard.Path));
        if (listed.FirstOrDefault(tensor => !shard.Tensors.ContainsKey(tensor)) is { } missing)
            throw new WeightsException(WeightsFault.ShardLacksTensor, $"places {Quoting.Quote(missing)} in {name}, which does not hold it.",
                index, "Fetch all files of the checkpoint again.");
        if (shard.Tensors.Keys.FirstOrDefault(tensor => !listed.Contains(tensor)) is { } unlisted)
            throw new WeightsException(WeightsFault.ShardHasUnlisted,
                $"does not place {Quoting.Quote(unlisted)} in {name}, which holds it.", index, "Fetch all files of the checkpoint again.");
    }

    private static WeightsException Invalid(string index, string what, Exception? inner = null) =>
        new(WeightsFault.IndexInvalid, what, index, "Fetch the file again.", inner);
}
