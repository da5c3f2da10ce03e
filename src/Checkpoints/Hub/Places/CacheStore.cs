using Claims.Common;

namespace Claims.Checkpoints.Hub.Places;

/// <summary>
/// The cache's layout, shared with Python's huggingface_hub: blobs/HASH, snapshots/COMMIT/PATH linking to them, refs/REVISION naming the
/// commit.
/// Links and ref appear when every blob is there.
/// </summary>
internal sealed class CacheStore(HubCache cache, HubRepository repository, bool symlinks) : IHubStore
{
    private readonly string _root = cache.FolderOf(repository);

    public string Places => Path.Combine(_root, "blobs");

    public string Folder(string commit) => Path.Combine(_root, "snapshots", commit);

    public string? Have(HubFile file, string commit)
    {
        var (blob, entry) = (Blob(file), Entry(commit, file));
        return HubDisk.IsFile(blob) ? blob : HubDisk.IsFile(entry) ? entry : null;
    }

    // By its name it should have the stated content; where it has not, it is damaged.
    public void MayReplace(string path, HubFile file)
    {
    }

    public string Finish(string revision, string commit, IReadOnlyList<HubFile> files)
    {
        foreach (var file in files)
            HubDisk.Do(Entry(commit, file), () => Show(Blob(file), Entry(commit, file)));
        if (revision != commit)
            HubDisk.Do(_root, () => WriteRef(revision, commit));
        return Folder(commit);
    }

    private string Blob(HubFile file) => Path.Combine(Places, file.Hash.Hex);

    private string Entry(string commit, HubFile file) => Path.Combine([Folder(commit), .. file.Path.Split('/')]);

    private void Show(string blob, string entry)
    {
        // A file without a blob is a snapshot's own, where links cannot be had.
        if (!File.Exists(blob))
            return;
        var folder = Path.GetDirectoryName(entry)!;
        Directory.CreateDirectory(folder);
        var target = Path.GetRelativePath(folder, blob);
        if (new FileInfo(entry).LinkTarget == target)
            return;
        if (!symlinks || !TryLink(target, entry))
            File.Move(blob, entry, overwrite: true); // as Python does: the content is on the disk once
    }

    // Under another name first: a reader finds the old entry or the new one.
    private static bool TryLink(string target, string entry)
    {
        var temporary = $"{entry}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.CreateSymbolicLink(temporary, target);
            File.Move(temporary, entry, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !HubDisk.IsFull(e))
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private void WriteRef(string revision, string commit)
    {
        var path = Path.Combine([_root, "refs", .. revision.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Without an end of line: Python compares the whole text.
        NewFile.Write(path, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(commit)));
    }
}
