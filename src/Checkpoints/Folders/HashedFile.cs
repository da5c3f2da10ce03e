using System.Security.Cryptography;
using Claims.Common;

namespace Claims.Checkpoints.Folders;

/// <summary>A file and its SHA-256.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record HashedFile(string Name, string Sha256)
{
    /// <summary>The configuration and the weight files that are loaded of a checkpoint folder, by name; nothing else is read.</summary>
    /// <exception cref="CheckpointException">The weights cannot be opened.</exception>
    public static IReadOnlyList<HashedFile> OfCheckpoint(string folder)
    {
        using var checkpoint = CheckpointFolder.Open(folder);
        return [.. checkpoint.Paths.Append(Path.Combine(folder, "config.json")).Where(File.Exists)
            .Order(StringComparer.Ordinal).Select(path => new HashedFile(Path.GetFileName(path), Hash(path)))];
    }

    /// <summary>A file's SHA-256 in lower-case hex.</summary>
    public static string Hash(string path)
    {
        using var file = RegularFile.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
