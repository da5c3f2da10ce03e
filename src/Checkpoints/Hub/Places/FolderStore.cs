using Claims.Common;

namespace Claims.Checkpoints.Hub.Places;

/// <summary>A plain folder. A file of the user's that differs from the hub's is never replaced.</summary>
internal sealed class FolderStore(string folder) : IHubStore
{
    public string Places { get; } = Path.Combine(Path.GetFullPath(folder), ".fetching");

    public string Folder(string commit) => Path.GetFullPath(folder);

    public string? Have(HubFile file, string commit) =>
        File.Exists(Final(file)) ? Final(file)
        : File.Exists(InPlace(file)) ? InPlace(file)
        : null;

    public void MayReplace(string path, HubFile file)
    {
        if (path != InPlace(file))
            throw new BadInputException($"is another file than the hub's {file.Path} ({file.Hash}).", path,
                "Nothing was changed: move it away, or give another folder.", "hub");
    }

    public string Finish(string revision, string commit, IReadOnlyList<HubFile> files)
    {
        foreach (var file in files.Where(file => File.Exists(InPlace(file))))
        {
            HubDisk.Do(Final(file), () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Final(file))!);
                File.Move(InPlace(file), Final(file));
            });
        }
        if (!Directory.EnumerateFileSystemEntries(Places).Any())
            HubDisk.Do(Places, () => Directory.Delete(Places));
        return Path.GetFullPath(folder);
    }

    private string Final(HubFile file) => Path.Combine([Path.GetFullPath(folder), .. file.Path.Split('/')]);

    private string InPlace(HubFile file) => Path.Combine(Places, file.Hash.Hex);
}
