using Claims.Video;

namespace Claims.Subjects.Files;

/// <summary>A clip of a subject and where it is on this machine.</summary>
/// <param name="Name">What results call it: <c>$CLAIMS_CLEAN</c> where a variable says where it is.</param>
/// <param name="Place">What is opened.</param>
internal sealed record PlacedClip(string Name, string Place)
{
    /// <summary>The clip as the model in this folder wants it.</summary>
    public SubjectClip Open(string model, ClipReading reading) => SubjectClip.Open(Place, model, reading) with { Source = Name };
}
