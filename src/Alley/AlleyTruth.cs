using Claims.Alley.Objects;
using Claims.Video.Frames;

namespace Claims.Alley;

/// <summary>
/// Where the objects of a clip are, frame by frame, in its own pixels. What stands before an object is not counted: a box is there as long
/// as the object is in the picture.
/// </summary>
public sealed class AlleyTruth
{
    internal AlleyTruth(IReadOnlyDictionary<AlleyObject, IReadOnlyList<PixelBox?>> boxes) =>
        Annotations = [.. boxes.OrderBy(pair => pair.Key).Select(pair => new Annotation(Name(pair.Key), pair.Value))];

    /// <summary>Every object that is in the picture in some frame, by <see cref="AlleyObject"/>'s name in lower case.</summary>
    public IReadOnlyList<Annotation> Annotations { get; }

    /// <summary>An object's boxes by frame; null where it is never in the picture.</summary>
    public Annotation? Of(AlleyObject item) => Annotations.FirstOrDefault(one => one.Name == Name(item));

    /// <summary>An object's box in a frame; null where it is out of the picture.</summary>
    public PixelBox? Box(AlleyObject item, int frame) => Of(item)?.Boxes[frame];

    /// <summary>The patch tokens that an object touches, by tubelet.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Tokens(AlleyObject item, ClipFormat format) =>
        Of(item)?.TokensPerTubelet(format) ?? [.. Enumerable.Repeat<IReadOnlyList<int>>([], format.Grid.Time)];

    private static string Name(AlleyObject item) => item.ToString().ToLowerInvariant();
}
