using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Claims.Common;
using Claims.Video.Decoding;
using Claims.Video.Frames;
using Claims.Video.Sampling;
using static TorchSharp.torch;

namespace Claims.Video;

/// <summary>Tries to read a source.</summary>
/// <returns>The clip, or null where the source is of a kind that this reader does not know.</returns>
public delegate Clip? ClipReader(string source, ClipOptions options, CancellationToken cancellation);

/// <summary>A clip as a model sees it. Owns its tensor.</summary>
public sealed class Clip : IDisposable
{
    private readonly Lock _making = new();
    private float[]? _values;
    private Tensor? _tensor;
    private (float Least, float Greatest)? _range;

    private Clip(ClipSource info, IReadOnlyList<int> indices, FrameChoice? choice, float[] values, FrameSize size)
    {
        (Info, FrameIndices, Choice) = (info, indices, choice);
        (_values, Size) = (values, size);
        Hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(values)));
    }

    // Every kind of source that a user need not name, tried in order.
    private static readonly ClipReader[] BuiltIn = [ReadImages, TensorClip.Read, ReadVideo];

    /// <summary>
    /// The model's input: float32 [1, T, 3, H, W], on the CPU. Made when first asked for: who only looks at a clip needs no libtorch.
    /// </summary>
    public Tensor PixelValues
    {
        get
        {
            lock (_making)
            {
                _tensor ??= tensor(_values!, [.. Shape]).DetachFromDisposeScope();
                _values = null;
                return _tensor;
            }
        }
    }

    /// <summary>[1, T, 3, H, W].</summary>
    public IReadOnlyList<long> Shape => [1, FrameIndices.Count, 3, Size.Height, Size.Width];

    /// <summary>Rows and columns of the model's input.</summary>
    public FrameSize Size { get; }

    /// <summary>Which frames of the source they are, in decode order from 0.</summary>
    public IReadOnlyList<int> FrameIndices { get; }

    /// <summary>How they were chosen; null where there was nothing to choose from.</summary>
    public FrameChoice? Choice { get; }

    /// <summary>Where they came from.</summary>
    public ClipSource Info { get; }

    /// <summary>
    /// What is known to be where: a box for each chosen frame, in pixels of the model's input. Empty where nobody has said.
    /// </summary>
    public IReadOnlyList<Annotation> Annotations { get; private init; } = [];

    /// <summary>SHA-256 of the bytes of <see cref="PixelValues"/>, in lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>
    /// Reads a clip: a video file, a folder of images, <c>FILE.safetensors[#tensor]</c>, <c>FILE.npy</c>, <c>FILE.pt[#tensor]</c>, or what
    /// a reader of the options knows.
    /// </summary>
    /// <param name="source">Where it is.</param>
    /// <param name="options">What the model wants of it.</param>
    /// <param name="cancellation">Stops reading; no process stays behind.</param>
    /// <exception cref="VideoException">It cannot be read, or has not the frames asked for.</exception>
    /// <exception cref="MissingException">The program that decodes it is not there.</exception>
    public static Clip Open(string source, ClipOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(source) || source.Contains('\0', StringComparison.Ordinal))
            throw new VideoException("a clip's name is empty or has a zero character in it.");
        return options.Readers.Concat(BuiltIn).Select(read => read(source, options, cancellation)).First(clip => clip is not null)!;
    }

    /// <summary>Takes the chosen frames of a source through the preprocessor, one at a time.</summary>
    /// <param name="frames">The source.</param>
    /// <param name="choice">Which frames.</param>
    /// <param name="options">How many, and what is done to them.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Clip FromFrames(IFrameSource frames, FrameChoice choice, ClipOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(options);
        var pick = FramePick.Of(frames.Info, choice, options.Frames);
        var assembly = new ClipAssembly(frames, pick.Indices, options);
        if (frames is IPartSource parts)
            parts.Read(assembly.Wanted, assembly.Needed, assembly.Add, cancellation);
        else
            frames.Read(assembly.Wanted, assembly.Add, cancellation);
        assembly.Check();
        var info = frames.Info with { Notes = [.. frames.Info.Notes, .. pick.Notes] };
        return new(info, pick.Indices, choice, assembly.Values, assembly.Size)
        {
            Annotations = [.. frames.Annotations.Select(one => assembly.Seen(one, pick.Indices))],
        };
    }

    /// <summary>Takes finished input.</summary>
    /// <param name="info">Where it came from.</param>
    /// <param name="values">[T, 3, H, W], row-major.</param>
    /// <param name="frames">T.</param>
    /// <param name="size">H and W.</param>
    public static Clip FromPixelValues(ClipSource info, float[] values, int frames, FrameSize size) =>
        new(info, [.. Enumerable.Range(0, frames)], null, values, size);

    /// <summary>The least and the greatest value.</summary>
    public (float Least, float Greatest) Range
    {
        get
        {
            _range ??= Extremes.Of(Values());
            return _range.Value;
        }
    }

    /// <summary>Frees the tensor.</summary>
    public void Dispose() => _tensor?.Dispose();

    /// <summary>The values of <see cref="PixelValues"/>, row-major.</summary>
    internal float[] Values()
    {
        lock (_making)
            return _values ?? _tensor!.data<float>().ToArray();
    }

    private static Clip? ReadImages(string source, ClipOptions options, CancellationToken cancellation) => Directory.Exists(source)
        ? FromFrames(ObjectsFile.Beside(ImageFolder.Open(source, options.TimeLimit, cancellation)), options.Choice
            ?? new FrameChoice.Seeded(42), options, cancellation)
        : null;

    private static Clip ReadVideo(string source, ClipOptions options, CancellationToken cancellation)
    {
        using var video = VideoFile.OpenAhead(source, options.TimeLimit, cancellation, options.Stream);
        try
        {
            var clip = Read();
            if (!video.IsMiscounted)
                return clip;
            clip.Dispose();
        }
        catch (VideoException) when (video.IsMiscounted)
        {
            // There are other frames than was said: they are counted, and chosen anew.
        }
        video.Count(cancellation);
        return Read();

        Clip Read() => FromFrames(ObjectsFile.Beside(video), options.Choice ?? new FrameChoice.Seeded(42), options, cancellation);
    }
}
