using Claims.Video;

namespace Claims.Subjects.Files;

/// <summary>
/// Where what a subject's file does not pin down is: what the command line says, the environment, the Hugging Face cache.
/// </summary>
public sealed record SubjectPlaces
{
    /// <summary>A checkpoint folder in the place of the file's.</summary>
    public string? Model { get; init; }

    /// <summary>In the place of the only pair's clean clip.</summary>
    public string? Clean { get; init; }

    /// <summary>In the place of the only pair's corrupted clip.</summary>
    public string? Corrupt { get; init; }

    /// <summary>How clips are read: it goes before what the file says.</summary>
    public ClipReading Reading { get; init; } = new();

    /// <summary>Readers of further kinds of clips: alley:12:strike.</summary>
    public IReadOnlyList<ClipReader> Readers
    {
        get => Reading.Readers;
        init => Reading = Reading with { Readers = value };
    }

    /// <summary>The environment's variables.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The folder of a hub repository (<c>owner/name</c>) that is on this machine; null where it is not.</summary>
    public Func<string, string?> Hub { get; init; } = _ => null;
}
