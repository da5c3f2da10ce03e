using Claims.Checkpoints.Hub.Places;
using Claims.Checkpoints.Hub.Requests;
using Claims.Common;

namespace Claims.Checkpoints.Hub.Fetching;

/// <summary>Fetches files of a repository into the cache or a folder, checked against what the hub states of them.</summary>
public sealed class HubFetch : IDisposable
{
    private readonly HubSettings _settings;
    private readonly HubClient _client;
    private readonly IProgress<HubProgress>? _progress;
    private readonly string? _folder;

    /// <param name="settings">Which hub, which cache.</param>
    /// <param name="folder">A plain folder to write to; null: the cache.</param>
    /// <param name="progress">Is told how far each file is.</param>
    public HubFetch(HubSettings settings, string? folder = null, IProgress<HubProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_settings, _folder, _progress, _client) = (settings, folder, progress, new HubClient(settings));
    }

    /// <summary>Fetches config.json, the image processor's settings and the weights in the form that is read first.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="revision">A branch, a tag or a commit; null: main.</param>
    /// <param name="cancellation">Ends it; what came so far stays for the next time.</param>
    /// <exception cref="HubException">It cannot be had.</exception>
    /// <exception cref="BadInputException">The folder holds other files of these names.</exception>
    public async Task<HubFetched> CheckpointAsync(HubRepository repository, string? revision = null,
        CancellationToken cancellation = default)
    {
        var listing = await ListAsync(repository, revision, cancellation).ConfigureAwait(false);
        var folder = Store(repository).Folder(listing.Commit);
        CheckpointFiles.MustBeListed(repository, listing, folder);
        var fetched = await FetchAsync(repository, revision, listing, CheckpointFiles.Of(repository, [.. listing.Files.Keys]), cancellation)
            .ConfigureAwait(false);
        CheckpointFiles.MustBeListed(repository, listing, folder);
        return fetched;
    }

    /// <summary>Fetches files by name.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="paths">Their paths in the repository, with '/'.</param>
    /// <param name="revision">A branch, a tag or a commit; null: main.</param>
    /// <param name="cancellation">Ends it; what came so far stays for the next time.</param>
    /// <exception cref="HubException">They cannot be had.</exception>
    /// <exception cref="BadInputException">The folder holds other files of these names.</exception>
    public async Task<HubFetched> FilesAsync(HubRepository repository, IReadOnlyList<string> paths, string? revision = null,
        CancellationToken cancellation = default) =>
        await FetchAsync(repository, revision, await ListAsync(repository, revision, cancellation)
            .ConfigureAwait(false), paths, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Task<HubListing> ListAsync(HubRepository repository, string? revision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return HubListing.AskAsync(_client, _settings, repository, HubRevision.Checked(revision ?? HubRevision.Default), cancellation);
    }

    // Every file of one commit, whatever is pushed to the branch meanwhile.
    private async Task<HubFetched> FetchAsync(HubRepository repository, string? revision, HubListing listing, IReadOnlyList<string> paths,
        CancellationToken cancellation)
    {
        var store = Store(repository);
        HubDisk.Do(store.Places, () => Directory.CreateDirectory(store.Places));
        var files = new List<HubFile>();
        foreach (var path in paths)
            files.Add(await HubFileQuestion.AskAsync(_client, _settings, repository, listing, path, cancellation).ConfigureAwait(false));
        var missing = new List<HubFile>();
        foreach (var file in files)
        {
            if (!await HaveAsync(store, file, listing.Commit, cancellation).ConfigureAwait(false))
                missing.Add(file);
        }
        HubDisk.MustHaveRoom(_settings, store.Places, missing.Sum(file => file.Size - Begun(store.Place(file))), repository.ToString());
        foreach (var file in missing)
            await new HubDownload(_client, _settings, file, HubFileQuestion.Url(_settings, repository, listing.Commit, file.Path),
                store.Place(file), _progress).RunAsync(cancellation).ConfigureAwait(false);
        return new(repository, listing.Commit, store.Finish(revision ?? HubRevision.Default, listing.Commit, files), files);
    }

    private IHubStore Store(HubRepository repository) => _folder is null
        ? new CacheStore(new HubCache(_settings.CacheFolder), repository, _settings.Symlinks) : new FolderStore(_folder);

    private async Task<bool> HaveAsync(IHubStore store, HubFile file, string commit, CancellationToken cancellation)
    {
        if (store.Have(file, commit) is not { } path)
            return false;
        if (await file.Hash.MatchesAsync(path, file.Size, cancellation).ConfigureAwait(false))
        {
            _progress?.Report(new(file, file.Size, "is here already"));
            return true;
        }
        store.MayReplace(path, file);
        _progress?.Report(new(file, 0, $"{path} is damaged and will be replaced"));
        return false;
    }

    private static long Begun(string place) => File.Exists(place + ".part") ? new FileInfo(place + ".part").Length : 0;
}

/// <summary>What was fetched.</summary>
/// <param name="Repository">From where.</param>
/// <param name="Commit">At which commit.</param>
/// <param name="Folder">Where it is now.</param>
/// <param name="Files">Every file, checked.</param>
public sealed record HubFetched(HubRepository Repository, string Commit, string Folder, IReadOnlyList<HubFile> Files);
