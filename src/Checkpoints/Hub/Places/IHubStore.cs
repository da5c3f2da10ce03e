namespace Claims.Checkpoints.Hub.Places;

/// <summary>Where files go: first each, whole, to a place of its own; then, all at once, to where readers look.</summary>
internal interface IHubStore
{
    /// <summary>The folder of the places.</summary>
    string Places { get; }

    /// <summary>Where readers look for a commit's files.</summary>
    string Folder(string commit);

    /// <summary>A file that is here under its final name or in its place, unchecked.</summary>
    string? Have(HubFile file, string commit);

    /// <summary>Where the file is put when it is whole.</summary>
    string Place(HubFile file) => Path.Combine(Places, file.Hash.Hex);

    /// <summary>What is here is not what the hub states: may it be replaced?</summary>
    void MayReplace(string path, HubFile file);

    /// <summary>Every file is in its place or under its final name: makes them visible, and says where.</summary>
    string Finish(string revision, string commit, IReadOnlyList<HubFile> files);
}
