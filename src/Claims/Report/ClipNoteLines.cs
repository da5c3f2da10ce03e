using Claims.Subjects;

namespace Claims.Report;

/// <summary>Notes about clips for people: a few lines, the same on the screen and on every page. results.json has all.</summary>
public static class ClipNoteLines
{
    private const int Most = 5;

    /// <summary>
    /// <c>bowling.mp4: the container states 48 frames, 42 can be shown</c>, and after five lines how many more there are.
    /// </summary>
    /// <param name="notes">The notes.</param>
    /// <param name="all">What has all of them, after "and N more: ".</param>
    public static IEnumerable<string> Of(IReadOnlyList<ClipNote> notes, string all = RunFolder.Results)
    {
        ArgumentNullException.ThrowIfNull(notes);
        foreach (var note in notes.Take(Most))
            yield return $"{note.Clip}: {note.Note}";
        if (notes.Count > Most)
            yield return $"and {notes.Count - Most} more: {all}";
    }
}
