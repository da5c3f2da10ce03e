namespace Claims.Checkpoints.Hub;

/// <summary>A file of a repository at a commit, as the hub states it.</summary>
/// <param name="Path">Its path in the repository, with '/'.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Hash">What its content is.</param>
public sealed record HubFile(string Path, long Size, HubHash Hash);
