using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley;

/// <summary>A rendered clip and the truth about it.</summary>
public sealed class AlleyClip
{
    private readonly Lazy<int?> _partsAt;

    internal AlleyClip(AlleyClipId id, Film film, AlleyView view, byte[] frames, AlleyTruth truth)
    {
        (Id, View, Frames, Truth) = (id, view, frames, truth);
        (Action, Outcome, Scene) = (film.Action, film.Outcome, film.Scene);
        _partsAt = new(film.PartsAt);
    }

    /// <summary>Which clip it is, as it was asked for.</summary>
    public AlleyClipId Id { get; }

    /// <summary>How it was taken.</summary>
    public AlleyView View { get; }

    /// <summary>What happens.</summary>
    public AlleyAction Action { get; }

    /// <summary>How it ends.</summary>
    public Outcome Outcome { get; }

    /// <summary>Where and in what light.</summary>
    public AlleyScene Scene { get; }

    /// <summary>uint8 RGB [T, H, W, 3], row-major.</summary>
    public byte[] Frames { get; }

    /// <summary>Where objects are.</summary>
    public AlleyTruth Truth { get; }

    /// <summary>
    /// The first frame in which the two outcomes of this scene differ, by any pixel; null where there is but one. Found by rendering both,
    /// when first asked for.
    /// </summary>
    public int? PartsAt => _partsAt.Value;
}
