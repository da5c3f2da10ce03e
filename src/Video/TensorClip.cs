using Claims.Checkpoints;
using Claims.Checkpoints.Safetensors;
using Claims.Common.Native;
using Claims.Video.Decoding;
using Claims.Video.Frames;
using Claims.Video.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Video;

/// <summary>
/// A clip in a safetensors file, <c>FILE.safetensors</c> or <c>FILE.safetensors#tensor</c>: finished input, floating
/// [1, T, 3, H, W] or [T, 3, H, W], or uint8 frames [T, H, W, 3].
/// </summary>
internal static class TensorClip
{
    private const string Extension = ".safetensors";

    public static Clip? Read(string source, ClipOptions options, CancellationToken cancellation)
    {
        var (path, name) = Split(source);
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return null;
        using var file = SafetensorsFile.Open(path);
        var tensor = Choose(file, name);
        return tensor.Dtype == ScalarType.Byte
            ? Frames(source, file, tensor, options, cancellation)
            : PixelValues(source, file, tensor, options);
    }

    // A file may have a # in its own name.
    private static (string Path, string? Name) Split(string source) =>
        !File.Exists(source) && source.LastIndexOf(Extension + "#", StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            ? (source[..(at + Extension.Length)], source[(at + Extension.Length + 1)..])
            : (source, null);

    private static TensorInfo Choose(SafetensorsFile file, string? name)
    {
        var clips = file.Tensors.Values.Where(IsClip).OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();
        if (name is not null)
        {
            if (!file.Tensors.TryGetValue(name, out var named))
                throw new VideoException($"there is no tensor \"{name}\" in it.", file.Path, Offer(clips));
            return IsClip(named) ? named
                : throw new VideoException($"{named.Describe()} \"{name}\" is neither pixel values, floating [1, T, 3, H, W] or [T, 3, H, "
                    + "W], nor frames, uint8 [T, H, W, 3].", file.Path, Offer(clips));
        }

        return clips.FirstOrDefault(t => t.Name == "pixel_values")
            ?? (clips is [var only] ? only : throw new VideoException(
                clips.Length == 0
                    ? "no tensor in it is a clip: pixel values, floating [1, T, 3, H, W] or [T, 3, H, W], or frames, uint8 [T, H, W, 3]."
                    : $"{clips.Length} tensors in it are clips.",
                file.Path, Offer(clips)));
    }

    private static string? Offer(TensorInfo[] clips) => clips.Length == 0
        ? null
        : $"Name one as FILE.safetensors#NAME: {Quoting.List(clips, t => t.Name)}.";

    private static bool IsClip(TensorInfo tensor) => tensor.Elements > 0 && tensor.Shape.All(size => size <= 1 << 20) && tensor.Dtype switch
    {
        ScalarType.Byte => tensor.Shape is [_, var height, var width, 3] && height * width <= PpmReader.MostPixels,
        ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64 =>
            tensor.Shape is [1, _, 3, _, _] or [_, 3, _, _],
        _ => false,
    };

    private static Clip Frames(string source, SafetensorsFile file, TensorInfo tensor, ClipOptions options, CancellationToken cancellation)
    {
        var frames = new TensorFrames(source, file, tensor);
        var choice = options.Choice ?? (frames.Info.Frames == options.Frames ? new FrameChoice.Uniform() : new FrameChoice.Seeded(42));
        return Clip.FromFrames(frames, choice, options, cancellation);
    }

    private static Clip PixelValues(string source, SafetensorsFile file, TensorInfo tensor, ClipOptions options)
    {
        var (frames, size) = ((int)tensor.Shape[^4], new FrameSize((int)tensor.Shape[^2], (int)tensor.Shape[^1]));
        if (frames != options.Frames || (options.ImageSize is { } edge && size != new FrameSize(edge, edge)))
        {
            throw new VideoException(
                $"\"{tensor.Name}\" has {frames} frames of {size}, the model takes "
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
        var values = read.data<float>().ToArray();
        return Clip.FromPixelValues(
            new(source, "pixel_values", frames, size.Height, size.Width) { FramesAre = "tensor", Tensor = tensor.Name }, values, frames,
            size);
    }

    private sealed class TensorFrames(string source, SafetensorsFile file, TensorInfo tensor) : IFrameSource
    {
        public ClipSource Info { get; } =
            new(source, "frames", (int)tensor.Shape[0], (int)tensor.Shape[1], (int)tensor.Shape[2])
            {
                FramesAre = "tensor",
                Tensor = tensor.Name
            };

        public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation)
        {
            var frame = new byte[Info.Height * Info.Width * 3];
            foreach (var index in indices)
            {
                cancellation.ThrowIfCancellationRequested();
                file.ReadBytes(tensor.Name, (long)index * frame.Length, frame);
                sink(index, new(Info.Height, Info.Width), frame);
            }
        }
    }
}
