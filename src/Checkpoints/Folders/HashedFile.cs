using System.Security.Cryptography;

namespace Claims.Checkpoints.Folders;

/// <summary>A file and its SHA-256.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record HashedFile(string Name, string Sha256)
{
    /// <summary>The configuration and every weight file of a checkpoint folder, by name.</summary>
    public static IReadOnlyList<HashedFile> OfCheckpoint(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path) == "config.json" || IsWeights(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal).Select(path => new HashedFile(Path.GetFileName(path), Hash(path)))];

    // Of both forms the reader takes safetensors where it is there; all are named, since a folder is the unit that users pass on.
    private static bool IsWeights(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) || name.EndsWith(".bin", StringComparison.Ordinal)
            || name.EndsWith(".index.json", StringComparison.Ordinal) || WeightPlaces.IsWeights(name);

    /// <summary>A file's SHA-256 in lower-case hex.</summary>
    public static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
