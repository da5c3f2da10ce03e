using Claims.Model;

namespace Claims.Subjects;

/// <summary>The clips that one runs compares. Opened when the runs begins and let go at its end.</summary>
/// <param name="Name">Of the pair, unique in its subject.</param>
/// <param name="Clean">The clip that updates are taken from ("strike").</param>
/// <param name="Corrupt">The clip they are put into ("gutter").</param>
public sealed record SubjectPair(string Name, Func<VideoModel, SubjectClip> Clean, Func<VideoModel, SubjectClip> Corrupt)
{
    /// <summary>A control: a clip of the corrupt one's outcome in another scene. Null where the subject has none.</summary>
    public Func<VideoModel, SubjectClip>? OtherScene { get; init; }

    /// <summary>Its clips' names, clean, corrupt and other scene, where they are known before any is opened.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
