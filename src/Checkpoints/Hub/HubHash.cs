using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Claims.Checkpoints.Hub;

/// <summary>
/// The hash that a hub states in a file's ETag: SHA-256 of the content for a Git LFS file, Git's blob id (SHA-1 of "blob", size, zero byte
/// and content) for any other. Also the blob's name in the cache.
/// </summary>
public sealed partial record HubHash
{
    private HubHash(string hex) => Hex = hex;

    /// <summary>The ETag without quotes, lowercase: 40 or 64 hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>Whether the file is stored with Git LFS.</summary>
    public bool IsSha256 => Hex.Length == 64;

    /// <inheritdoc/>
    public override string ToString() => $"{(IsSha256 ? "SHA-256" : "Git blob")} {Hex}";

    /// <summary>Reads an ETag; null where it is no hash.</summary>
    internal static HubHash? FromETag(string? tag)
    {
        if (tag is null)
            return null;
        var bare = (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"').ToLowerInvariant();
        return Digits().IsMatch(bare) ? new HubHash(bare) : null;
    }

    /// <summary>Whether a file has this content.</summary>
    internal async Task<bool> MatchesAsync(string path, long size, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return await MatchesAsync(file, size, cancellation).ConfigureAwait(false);
    }

    internal async Task<bool> MatchesAsync(Stream content, long size, CancellationToken cancellation)
    {
        if (content.Length != size)
            return false;
        // Git's own naming of blobs, not a matter of choice; weights are LFS files and have SHA-256.
        using var hash = IncrementalHash.CreateHash(IsSha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        if (!IsSha256)
            hash.AppendData(Encoding.ASCII.GetBytes($"blob {size}\0"));
        var buffer = new byte[1 << 20];
        content.Position = 0;
        while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
            hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == Hex;
    }

    [GeneratedRegex(@"^(?:[0-9a-f]{40}|[0-9a-f]{64})\z")]
    private static partial Regex Digits();
}
