using Claims.Video.Frames;
using Claims.Video.Preprocessing;

namespace Claims.Video;

/// <summary>Puts frames, as they come, through the preprocessor and to their places among the model's input.</summary>
internal sealed class ClipAssembly
{
    private readonly IFrameSource _frames;
    private readonly ClipOptions _options;
    private readonly ILookup<int, int> _places;
    private readonly int _count;
    private readonly SortedDictionary<int, FrameSize> _sizes = [];
    private bool _differ;
    private FrameTransform? _transform;

    /// <param name="frames">The source.</param>
    /// <param name="indices">Which frame goes to each place; one frame may go to several.</param>
    /// <param name="options">What is done to them.</param>
    public ClipAssembly(IFrameSource frames, IReadOnlyList<int> indices, ClipOptions options)
    {
        (_frames, _options, _count) = (frames, options, indices.Count);
        _places = Enumerable.Range(0, indices.Count).ToLookup(place => indices[place]);
        Wanted = [.. indices.Distinct().Order()];
    }

    /// <summary>The frames to ask for: ascending, none twice.</summary>
    public int[] Wanted { get; }

    /// <summary>Size of what the model sees.</summary>
    public FrameSize Size { get; private set; }

    /// <summary>[T, 3, height, width].</summary>
    public float[] Values { get; private set; } = [];

    /// <summary>Takes a frame. Sources whose frames differ in size are taken as long as what the model sees does not.</summary>
    public void Add(int index, FrameSize size, ReadOnlySpan<byte> rgb) => Add(index, size, PixelWindow.Whole(size), rgb);

    /// <summary>Takes the part of a frame that is held: at least what <see cref="Needed"/> names.</summary>
    public void Add(int index, FrameSize size, PixelWindow held, ReadOnlySpan<byte> rgb)
    {
        _sizes[index] = size;
        // Told when all have been seen: which of them is the odd one shows only then.
        if (Fault(size) is not null)
        {
            _differ = true;
            return;
        }
        var transform = For(size);
        var length = transform.Length;
        var first = _places[index].First();
        transform.Apply(rgb, held, Values.AsSpan(first * length, length));
        foreach (var place in _places[index].Skip(1))
            Values.AsSpan(first * length, length).CopyTo(Values.AsSpan(place * length, length));
    }

    /// <summary>An annotation of the source's frames as one of the model's input.</summary>
    public Annotation Seen(Annotation source, IReadOnlyList<int> indices) =>
        source with { Boxes = [.. indices.Select(index => source.Boxes[index] is { } box ? Seen(source.Name, box, index) : null)] };

    private PixelBox? Seen(string name, PixelBox box, int index)
    {
        var size = _sizes[index];
        return box.Left >= 0 && box.Top >= 0 && box.Right <= size.Width && box.Bottom <= size.Height
            ? _options.Preprocessor.Seen(box, size)
            : throw new VideoException($"\"{name}\" in frame {index} is said to reach to column {box.Right}, row {box.Bottom}; the frame "
                + $"is {size}.", _frames.Info.Source, "Boxes are in pixels of the frame as it is shown.");
    }

    /// <summary>The part of frames of this size that the model's input depends on.</summary>
    /// <exception cref="VideoException">The model takes no such frames.</exception>
    public PixelWindow Needed(FrameSize size) => Fault(size) is { } fault ? throw fault : For(size).Needed;

    /// <summary>Called after the last frame.</summary>
    /// <exception cref="VideoException">The frames do not fit the model, or one another.</exception>
    public void Check()
    {
        if (!_differ)
            return;
        var sizes = _sizes.Values.GroupBy(size => size).OrderByDescending(group => group.Count()).Select(group => group.Key).ToArray();
        if (sizes.Length == 1)
            throw Fault(sizes[0])!;
        var odd = _sizes.Where(frame => frame.Value != sizes[0]).ToArray();
        throw new VideoException("has frames of different sizes: "
            + $"{string.Join(", ", odd.Take(5).Select(frame => $"{_frames.NameOf(frame.Key)} is {frame.Value}"))}"
            + $"{(odd.Length > 5 ? $" and {odd.Length - 5} more differ" : "")}, the others are {sizes[0]}.", _frames.Info.Source,
            "Make them one size; a processor that resizes and crops takes frames of any size.");
    }

    private VideoException? Fault(FrameSize source)
    {
        var output = _options.Preprocessor.Output(source);
        if (_options.ImageSize is { } edge && output != new FrameSize(edge, edge))
            return new VideoException($"the processor makes {output} of a frame{(output == source ? "" : $" of {source}")}, the model "
                + $"takes {edge}x{edge}.", _frames.Info.Source, output == source
                    ? "This processor neither resizes nor crops: give frames of that size, or let preprocessor_config.json do it."
                    : "The checkpoint's config.json and preprocessor_config.json must belong together.");
        return Values.Length > 0 && output != Size
            ? new VideoException($"has frames of different sizes: {Size} and {output} after preprocessing.", _frames.Info.Source) : null;
    }

    private FrameTransform For(FrameSize source)
    {
        if (_transform is { } made && made.Source == source)
            return made;
        var transform = new FrameTransform(_options.Preprocessor, source);
        Size = transform.Output;
        if (Values.Length == 0)
            Values = new float[checked(_count * transform.Length)];
        return _transform = transform;
    }
}
