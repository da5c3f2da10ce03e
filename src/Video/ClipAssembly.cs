using Claims.Video.Frames;
using Claims.Video.Preprocessing;

namespace Claims.Video;

/// <summary>Puts frames, as they come, through the preprocessor and to their places among the model's input.</summary>
internal sealed class ClipAssembly
{
    private readonly string _source;
    private readonly ClipOptions _options;
    private readonly ILookup<int, int> _places;
    private readonly int _count;
    private readonly Dictionary<int, FrameSize> _sizes = [];
    private FrameTransform? _transform;

    /// <param name="source">The clip's name, for messages.</param>
    /// <param name="indices">Which frame goes to each place; one frame may go to several.</param>
    /// <param name="options">What is done to them.</param>
    public ClipAssembly(string source, IReadOnlyList<int> indices, ClipOptions options)
    {
        (_source, _options, _count) = (source, options, indices.Count);
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
        var transform = For(size);
        _sizes[index] = size;
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
                + $"is {size}.", _source, "Boxes are in pixels of the frame as it is shown.");
    }

    /// <summary>The part of frames of this size that the model's input depends on.</summary>
    public PixelWindow Needed(FrameSize size) => For(size).Needed;

    private FrameTransform For(FrameSize source)
    {
        if (_transform is { } made && made.Source == source)
            return made;
        var output = _options.Preprocessor.Output(source);
        if (_options.ImageSize is { } edge && output != new FrameSize(edge, edge))
            throw new VideoException($"the processor makes {output} of a frame, the model takes {edge}x{edge}.", _source,
                "The checkpoint's config.json and preprocessor_config.json must belong together.");
        if (Values.Length > 0 && output != Size)
            throw new VideoException($"has frames of different sizes: {Size} and {output} after preprocessing.", _source);
        var transform = new FrameTransform(_options.Preprocessor, source);
        Size = output;
        if (Values.Length == 0)
            Values = new float[checked(_count * transform.Length)];
        return _transform = transform;
    }
}
