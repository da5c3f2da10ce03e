namespace Claims.Subjects;

/// <summary>What a reader should know of how a clip was read: that it states more frames than can be shown, say.</summary>
/// <param name="Clip">The clip, as the subject names it.</param>
/// <param name="Note">A sentence without its full stop.</param>
public sealed record ClipNote(string Clip, string Note);
