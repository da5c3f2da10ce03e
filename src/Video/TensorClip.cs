using Claims.Checkpoints;
using Claims.Checkpoints.Numpy;
using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;
using Claims.Common.Native;
using Claims.Video.Frames;
using Claims.Video.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Video;

/// <summary>
/// A clip in a file of tensors: <c>FILE.safetensors</c>, numpy's <c>FILE.npy</c>, PyTorch's <c>FILE.pt</c>, each as it is or with
/// <c>#tensor</c>. Finished input is floating, frames are uint8: see <see cref="TensorLayout"/>.
/// </summary>
internal static class TensorClip
{
    private static readonly Dictionary<string, Func<string, WeightFile>> Openers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".safetensors"] = SafetensorsFile.Open,
        [".npy"] = NumpyFile.Open,
        [".pt"] = PickleFile.OpenTensors,
        [".pth"] = PickleFile.OpenTensors,
    };

    public static Clip? Read(string source, ClipOptions options, CancellationToken cancellation)
    {
        if (source.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) && File.Exists(source))
            throw new VideoException("is an archive of numpy arrays.", source,
                "Save the one that is the clip: `np.save(\"FILE.npy\", np.load(\"FILE.npz\")[\"NAME\"])`.");
        if (Split(source) is not { } found)
            return null;
        using var file = found.Open(found.Path);
        var tensor = Choose(file, found.Name);
        return tensor.Dtype == ScalarType.Byte
            ? Frames(source, file, tensor, options, cancellation)
            : PixelValues(source, file, tensor, options);
    }

    // A file may have a # in its own name.
    private static (string Path, string? Name, Func<string, WeightFile> Open)? Split(string source)
    {
        foreach (var (extension, open) in Openers)
        {
            if (source.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return (source, null, open);
            if (!File.Exists(source) && source.LastIndexOf(extension + "#", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                return (source[..(at + extension.Length)], source[(at + extension.Length + 1)..], open);
        }
        return null;
    }

    private static TensorInfo Choose(WeightFile file, string? name)
    {
        var clips = file.Tensors.Values.Where(tensor => TensorLayout.Of(tensor) is not null).OrderBy(t => t.Name, StringComparer.Ordinal)
            .ToArray();
        if (name is not null)
        {
            if (!file.Tensors.TryGetValue(name, out var named))
                throw new VideoException($"there is no tensor {Quoting.Quote(name)} in it.", file.Path, Offer(clips));
            return TensorLayout.Of(named) is not null ? named
                : throw new VideoException($"{named.Describe()} {Quoting.Quote(name)} is neither {TensorLayout.Known}.", file.Path,
                    Offer(clips));
        }

        if (clips.FirstOrDefault(t => t.Name == "pixel_values") is { } usual)
            return usual;
        return clips switch
        {
            [var only] => only,
            [] when file.Tensors.Values.ToArray() is [var alone] =>
                throw new VideoException($"holds {alone.Describe()}, which is neither {TensorLayout.Known}.", file.Path),
            [] => throw new VideoException($"no tensor in it is a clip: neither {TensorLayout.Known}.", file.Path),
            _ => throw new VideoException($"{clips.Length} tensors in it are clips.", file.Path, Offer(clips)),
        };
    }

    private static string? Offer(TensorInfo[] clips) => clips.Length == 0
        ? null
        : $"Name one as FILE#NAME: {Quoting.List(clips, t => t.Name)}.";

    private static Clip Frames(string source, WeightFile file, TensorInfo tensor, ClipOptions options, CancellationToken cancellation)
    {
        var frames = new TensorFrames(source, file, tensor, TensorLayout.Of(tensor)!);
        var choice = options.Choice ?? (frames.Info.Frames == options.Frames ? new FrameChoice.Uniform() : new FrameChoice.Seeded(42));
        return Clip.FromFrames(frames, choice, options, cancellation);
    }

    private static Clip PixelValues(string source, WeightFile file, TensorInfo tensor, ClipOptions options)
    {
        var layout = TensorLayout.Of(tensor)!;
        if (layout.Frames != options.Frames || (options.ImageSize is { } edge && layout.Size != new FrameSize(edge, edge)))
        {
            throw new VideoException(
                $"\"{tensor.Name}\" has {layout.Frames} frames of {layout.Size}, the model takes "
                    + $"{options.Frames}{(options.ImageSize is { } e ? $" of {e}x{e}" : "")}.", source,
                "--model names the checkpoint that it was made for.");
        }

        if (options.Choice is not null)
            throw new VideoException($"\"{tensor.Name}\" is finished input: there are no frames to choose from.", source,
                "Leave --frames out.");
        using var scope = torch.NewDisposeScope();
        var read = file.Read(tensor.Name).to_type(ScalarType.Float32);
        if (FiniteValues.Fault(read) is { } fault)
            throw new VideoException($"\"{tensor.Name}\" holds {fault}.", source, "Make it again: no model can be run on it.");
        if (layout.ChannelsLast)
            read = read.view(layout.Frames, layout.Size.Height, layout.Size.Width, 3).permute(0, 3, 1, 2).contiguous();
        var values = read.data<float>().ToArray();
        return Clip.FromPixelValues(
            new(source, "pixel_values", layout.Frames, layout.Size.Height, layout.Size.Width)
            {
                FramesAre = "tensor",
                Tensor = tensor.Name,
                Notes = PixelRange.Check(source, tensor.Name, values, options.Preprocessor) is { } note ? [note] : [],
            }, values, layout.Frames, layout.Size);
    }

    private sealed class TensorFrames(string source, WeightFile file, TensorInfo tensor, TensorLayout layout) : IFrameSource
    {
        public ClipSource Info { get; } = new(source, "frames", layout.Frames, layout.Size.Height, layout.Size.Width)
        {
            FramesAre = "tensor",
            Tensor = tensor.Name,
        };

        public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation)
        {
            var frame = new byte[Info.Height * Info.Width * 3];
            var planes = layout.ChannelsLast ? frame : new byte[frame.Length];
            foreach (var index in indices)
            {
                cancellation.ThrowIfCancellationRequested();
                file.ReadBytes(tensor.Name, (long)index * frame.Length, planes);
                for (var i = 0; !layout.ChannelsLast && i < frame.Length; i++)
                    frame[i] = planes[i % 3 * (frame.Length / 3) + i / 3];
                sink(index, layout.Size, frame);
            }
        }
    }
}
