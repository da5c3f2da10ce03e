namespace Claims.Checkpoints.Hub;

/// <summary>How far a file is.</summary>
/// <param name="File">The file.</param>
/// <param name="Done">Bytes that are here.</param>
/// <param name="Note">Something worth saying: why it is tried again, or that it was here already.</param>
public sealed record HubProgress(HubFile File, long Done, string? Note = null);
