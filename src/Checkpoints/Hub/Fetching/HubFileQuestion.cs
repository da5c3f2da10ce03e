using Claims.Checkpoints.Hub.Requests;

namespace Claims.Checkpoints.Hub.Fetching;

/// <summary>
/// Asks what a file is before its content: size, hash and commit, from the answer itself or from the redirect to where it is stored.
/// </summary>
internal static class HubFileQuestion
{
    // 4 TiB. No file of a checkpoint is near it, and as many such sizes as a list can hold add up without overflow.
    private const long LargestFile = 1L << 42;

    public static Uri Url(HubSettings settings, HubRepository repository, string commit, string path) =>
        settings.At($"{repository.FilePath}/resolve/{commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    public static Task<HubFile> AskAsync(HubClient client, HubSettings settings, HubRepository repository, HubListing listing, string path,
        CancellationToken cancellation)
    {
        // What is listed becomes a path here: nothing that leaves the folder.
        if (!listing.Files.TryGetValue(path, out var listed) || path.Contains('\\') || path.Split('/')
            .Any(part => part is "" or "." or ".."))
            throw new HubException(HubFault.NotFound, $"{repository} at {listing.Commit} holds no {path}.",
                "Check the name and --revision.");
        var url = Url(settings, repository, listing.Commit, path);
        return new HubTries(settings).UntilAsync(async () =>
        {
            using var answer =
                await client.AskAsync(HttpMethod.Head, url, cancellation, enough: redirect => redirect.LinkedHash is not null)
                .ConfigureAwait(false);
            if (answer is not { Hash: { } hash, Size: { } size })
                throw new HubException(HubFault.Unstated,
                    $"{url}: states {(answer.Hash is null ? "no hash (an ETag of 40 or 64 hexadecimal digits)" : "no size")}.",
                    "What cannot be checked is not fetched: check the endpoint's address.");
            if (size > LargestFile)
                throw new HubException(HubFault.Unexpected, $"{url}: states a size of {size} bytes.", "Check the endpoint's address.");
            if (listed is not null && listed != hash)
                throw new HubException(HubFault.Contradiction, $"{url}: states {hash}; the list of files states {listed}.",
                    "Try again later.");
            if (answer.Commit is { } commit && commit != listing.Commit)
                throw new HubException(HubFault.Contradiction, $"{url}: is of commit {commit}.", "Try again later.");
            return new HubFile(path, size, hash);
        }, cancellation);
    }
}
