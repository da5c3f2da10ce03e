using System.Text.Json;
using Claims.Checkpoints.Hub.Requests;

namespace Claims.Checkpoints.Hub.Fetching;

/// <summary>What a repository holds at a revision.</summary>
/// <param name="Commit">The commit that the revision is.</param>
/// <param name="Files">Every path, and the SHA-256 that the list states of a Git LFS file.</param>
internal sealed record HubListing(string Commit, IReadOnlyDictionary<string, HubHash?> Files)
{
    private const int LongestAnswer = 16 << 20;

    public static Task<HubListing> AskAsync(HubClient client, HubSettings settings, HubRepository repository, string revision,
        CancellationToken cancellation)
    {
        var url = settings.At($"{repository.ApiPath}/revision/{Uri.EscapeDataString(revision)}?blobs=true");
        return new HubTries(settings).UntilAsync(async () =>
        {
            using var answer = await client.AskAsync(HttpMethod.Get, url, cancellation).ConfigureAwait(false);
            return Read(await HubBody.ReadAsync(answer, settings, LongestAnswer, cancellation).ConfigureAwait(false), url);
        }, cancellation);
    }

    internal static HubListing Read(byte[] json, Uri url)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var commit = root.GetProperty("sha").GetString() ?? "";
            var files = new Dictionary<string, HubHash?>(StringComparer.Ordinal);
            foreach (var sibling in root.GetProperty("siblings").EnumerateArray())
                files[sibling.GetProperty("rfilename").GetString() ?? ""] = Stated(sibling);
            return HubRevision.IsCommit(commit) ? new(commit, files)
                : throw new HubException(HubFault.Unstated, $"{url}: states no commit.", "Check the endpoint's address.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new HubException(HubFault.Unexpected, $"{url}: is no list of a repository's files ({e.Message}).",
                "Check the endpoint's address.", e);
        }
    }

    private static HubHash? Stated(JsonElement sibling) =>
        sibling.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object && lfs.TryGetProperty("sha256", out var sha)
            ? HubHash.FromETag(sha.GetString()) : null;
}
