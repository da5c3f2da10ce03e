using Claims.Alley.Objects;
using Claims.Checkpoints;
using Claims.Video.Frames;

namespace Claims.Alley;

/// <summary>Where the things of a clip are, frame by frame, in its own pixels. What stands before a thing is not counted: a box is there as long as the thing is in the picture.</summary>
public sealed class AlleyTruth
{
    internal AlleyTruth(IReadOnlyDictionary<Thing, IReadOnlyList<PixelBox?>> boxes) =>
        Annotations = [.. boxes.OrderBy(pair => pair.Key).Select(pair => new Annotation(Name(pair.Key), pair.Value))];

    /// <summary>Every thing that is in the picture in some frame, by <see cref="Thing"/>'s name in lower case.</summary>
    public IReadOnlyList<Annotation> Annotations { get; }

    /// <summary>A thing's boxes by frame; null where it is never in the picture.</summary>
    public Annotation? Of(Thing thing) => Annotations.FirstOrDefault(one => one.Name == Name(thing));

    /// <summary>A thing's box in a frame; null where it is out of the picture.</summary>
    public PixelBox? Box(Thing thing, int frame) => Of(thing)?.Boxes[frame];

    /// <summary>The patch tokens that a thing touches, by tubelet.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Tokens(Thing thing, ClipFormat format) =>
        Of(thing)?.TokensPerTubelet(format) ?? [.. Enumerable.Repeat<IReadOnlyList<int>>([], format.Grid.Time)];

    private static string Name(Thing thing) => thing.ToString().ToLowerInvariant();
}
