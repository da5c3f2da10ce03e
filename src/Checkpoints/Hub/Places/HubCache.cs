using System.Text;
using Claims.Common;

namespace Claims.Checkpoints.Hub.Places;

/// <summary>What was fetched before, by this program or by Python's huggingface_hub: the cache's real layout on the disk.</summary>
public sealed class HubCache
{
    /// <param name="folder">The folder that holds models--OWNER--NAME; null: where the environment says it is.</param>
    public HubCache(string? folder = null) => Folder = folder ?? new HubEnvironment(Environment.GetEnvironmentVariable).CacheFolder;

    /// <summary>The folder that holds models--OWNER--NAME.</summary>
    public string Folder { get; }

    /// <summary>
    /// The folder of a repository at a revision; null where it is not here. A download that was never finished is not here:
    /// a ref without its snapshot, a part, an empty snapshot.
    /// </summary>
    /// <param name="repository">The repository.</param>
    /// <param name="revision">A branch, a tag or a commit; null: main, or else the only one there is.</param>
    /// <exception cref="HubException">A link in it leads nowhere, or several revisions are there and none is main.</exception>
    public string? Find(HubRepository repository, string? revision = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var commit = Commit(repository, revision);
        var snapshot = commit is null ? null : Path.Combine(FolderOf(repository), "snapshots", commit);
        if (snapshot is null || !Directory.Exists(snapshot))
            return null;
        var entries = Directory.GetFiles(snapshot, "*", SearchOption.AllDirectories);
        foreach (var entry in entries)
            MustLeadSomewhere(entry);
        return entries.Length == 0 ? null : snapshot;
    }

    /// <summary>A file of a repository at a revision; null where it is not here.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="path">Its path in the repository, with '/'.</param>
    /// <param name="revision">A branch, a tag or a commit; null: main, or else the only one there is.</param>
    /// <exception cref="HubException">As <see cref="Find"/>.</exception>
    public string? FindFile(HubRepository repository, string path, string? revision = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = Find(repository, revision) is { } folder ? Path.Combine([folder, .. path.Split('/')]) : null;
        return file is not null && HubDisk.IsFile(file) ? file : null;
    }

    /// <summary>Every snapshot of every repository, by name and commit.</summary>
    public IEnumerable<(HubRepository Repository, string Commit, string Folder)> Snapshots() =>
        from root in Subfolders(Folder)
        let repository = HubRepository.FromCacheName(Path.GetFileName(root))
        where repository is not null
        from snapshot in Subfolders(Path.Combine(root, "snapshots"))
        select (repository, Path.GetFileName(snapshot), snapshot);

    internal string FolderOf(HubRepository repository) => Path.Combine(Folder, repository.CacheName);

    // A commit's 40 digits, and room for an end of line.
    private const long LongestReference = 1024;

    private string? Commit(HubRepository repository, string? revision)
    {
        var (root, name) = (FolderOf(repository), HubRevision.Checked(revision ?? HubRevision.Default));
        var reference = Path.Combine([root, "refs", .. name.Split('/')]);
        if (File.Exists(reference))
        {
            var commit = Encoding.ASCII.GetString(RegularFile.Bytes(reference, LongestReference)).Trim();
            return HubRevision.IsCommit(commit) ? commit : null;
        }
        if (revision is not null)
            return HubRevision.IsCommit(revision) ? revision : null;
        var snapshots = Subfolders(Path.Combine(root, "snapshots")).Select(folder => Path.GetFileName(folder)).ToArray();
        return snapshots.Length <= 1 ? snapshots.FirstOrDefault() : throw new HubException(HubFault.Ambiguous,
            $"{root}: holds {snapshots.Length} revisions of {repository}, none of them main: {string.Join(", ", snapshots)}.",
            "Name one: OWNER/NAME@REVISION.");
    }

    private static void MustLeadSomewhere(string entry)
    {
        if (new FileInfo(entry).LinkTarget is { } target && !HubDisk.IsFile(entry))
            throw new HubException(HubFault.BrokenLink, $"{entry}: is a link to {target}, which is not there.",
                "Its blob was deleted or the cache was moved in part: fetch the repository again.");
    }

    private static IEnumerable<string> Subfolders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];
}
