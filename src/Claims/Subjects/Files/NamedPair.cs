using Claims.Model;
using Claims.Video;

namespace Claims.Subjects.Files;

/// <summary>A pair by the names of its clips, as a subject's file gives it.</summary>
internal sealed record NamedPair(string Name, string Clean, string Corrupt, string? OtherScene)
{
    /// <summary>All of its clips.</summary>
    public IEnumerable<string> Clips => new[] { Clean, Corrupt, OtherScene }.OfType<string>();

    /// <summary>The pair, its clips opened as the model in this folder wants them.</summary>
    public SubjectPair Open(string model, ClipReading reading) =>
        new(Name, _ => SubjectClip.Open(Clean, model, reading), _ => SubjectClip.Open(Corrupt, model, reading))
        {
            OtherScene = OtherScene is null ? null : (Func<VideoModel, SubjectClip>)(_ => SubjectClip.Open(OtherScene, model, reading)),
            Sources = [.. Clips],
        };
}
