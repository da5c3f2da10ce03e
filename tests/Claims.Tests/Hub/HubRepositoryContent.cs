using System.Security.Cryptography;
using System.Text;

namespace Claims.Tests.Hub;

/// <summary>A repository of the stand-in: files by path; those over a size, or of a name, are Git LFS's.</summary>
internal sealed class HubRepositoryContent
{
    public string Commit { get; init; } = "0123456789abcdef0123456789abcdef01234567";

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public static bool IsLfs(string path) => Path.GetExtension(path) is ".safetensors" or ".bin" or ".mp4";

#pragma warning disable CA5350 // Git names its blobs so.
    public static string ETag(string path, byte[] content) =>
        IsLfs(path) ? Sha256(content)
            : Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));

#pragma warning restore CA5350

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>What Git keeps of an LFS file.</summary>
    public static byte[] Pointer(byte[] content) =>
        Encoding.ASCII.GetBytes($"version https://git-lfs.github.com/spec/v1\noid sha256:{Sha256(content)}\nsize {content.Length}\n");
}
