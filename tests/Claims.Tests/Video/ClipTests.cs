using System.Security.Cryptography;
using Claims.Checkpoints.Safetensors;
using Claims.Common;
using Claims.Model;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using Claims.Video.Sampling;
using static TorchSharp.torch;

namespace Claims.Tests.Video;

public class ClipTests
{
    private static readonly ClipOptions Tiny = VideoModel.ClipsOf(Path.Combine(Golden.Dev, "vivit-tiny"));

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void Reference_frames_become_the_reference_input(string name)
    {
        using var clip = Clip.Open(Path.Combine(Golden.Dev, $"frames.safetensors#frames_{name}"), Tiny);
        var (shape, bytes) = Golden.Tensor(Path.Combine(Golden.Dev, "forward.safetensors"), $"pixel_values_{name}");
        clip.PixelValues.shape.Should().Equal(shape.Select(n => (long)n));
        clip.PixelValues.bytes.ToArray().Should().Equal(bytes);
        clip.Hash.Should().Be(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        clip.FrameIndices.Should().Equal(0, 1, 2, 3, 4, 5, 6, 7);
        clip.Info.Should().BeEquivalentTo(new { Kind = "frames", Frames = 8, Tensor = $"frames_{name}", Height = 48, Width = 64 });
    }

    [Fact]
    public void Finished_input_is_taken_as_it_is()
    {
        using var clip = Clip.Open(Path.Combine(Golden.Dev, "forward.safetensors#pixel_values_a"), Tiny);
        clip.PixelValues.bytes.ToArray().Should()
            .Equal(Golden.Tensor(Path.Combine(Golden.Dev, "forward.safetensors"), "pixel_values_a").Bytes);
        clip.Choice.Should().BeNull();
        FluentActions.Invoking(() =>
            Clip.Open(Path.Combine(Golden.Dev, "forward.safetensors#pixel_values_a"), Tiny with { Choice = new FrameChoice.Uniform() }))
            .Should().Throw<VideoException>().WithMessage("*Leave --frames out*");
    }

    [Fact]
    public void What_was_saved_is_a_clip_again()
    {
        using var folder = new TemporaryFolder();
        using var clip = Clip.Open(Path.Combine(Golden.Dev, "frames.safetensors#frames_a"), Tiny);
        using var half = clip.PixelValues.to_type(ScalarType.Float16);
        SafetensorsWriter.Write(folder.File("a#1.safetensors"), [("pixel_values", clip.PixelValues), ("other", half)]);
        using var again = Clip.Open(folder.File("a#1.safetensors"), Tiny);
        again.Hash.Should().Be(clip.Hash, "a # may be part of a file's name, and pixel_values goes before other tensors");
        using var rounded = Clip.Open(folder.File("a#1.safetensors") + "#other", Tiny);
        Golden.Distance(rounded.PixelValues.data<float>().ToArray(), clip.PixelValues.data<float>().ToArray()).Should()
            .BeInRange(1e-6, 2e-3);
    }

    [Theory]
    [InlineData("frames.safetensors", "2 tensors*frames_a, frames_b")]
    [InlineData("frames.safetensors#frames_c", "no tensor 'frames_c'*frames_a, frames_b")]
    [InlineData("forward.safetensors#logits_a", "neither pixel values*nor frames")]
    [InlineData("vivit-tiny/model.safetensors", "no tensor in it is a clip*")]
    [InlineData("absent.safetensors", "*")]
    [InlineData("safetensors_bad", "*no images*")]
    [InlineData("README.md", "*")]
    public void Files_without_a_clip_are_errors(string source, string message)
    {
        TestVideo.Needed();
        FluentActions.Invoking(() => Clip.Open(Path.Combine(Golden.Dev, source), Tiny)).Should().Throw<BadInputException>()
            .WithMessage($"*{message}*");
    }

    [Fact]
    public void A_model_of_another_size_is_an_error()
    {
        FluentActions.Invoking(() => Clip.Open(Path.Combine(Golden.Dev, "forward.safetensors#pixel_values_a"), new()))
            .Should().Throw<VideoException>().WithMessage("*8 frames of 32x32*32 of 224x224*");
        FluentActions.Invoking(() => Clip.Open(Path.Combine(Golden.Dev, "frames.safetensors#frames_a"), Tiny with { ImageSize = 48 }))
            .Should().Throw<VideoException>().WithMessage("*makes 32x32*takes 48x48*");
    }

    [Fact]
    public void Values_that_are_no_numbers_are_an_error()
    {
        using var folder = new TemporaryFolder();
        using var values = zeros([1, 8, 3, 32, 32]);
        values[0, 3, 1, 5, 5] = float.NaN;
        SafetensorsWriter.Write(folder.File("nan.safetensors"), [("pixel_values", values)]);
        FluentActions.Invoking(() => Clip.Open(folder.File("nan.safetensors"), Tiny)).Should().Throw<VideoException>()
            .WithMessage("*no number*");
    }

    [SkippableFact]
    public void A_video_is_its_frames_preprocessed_in_the_order_named()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.mp4"), "64x48", 20, "-c:v libx264 -pix_fmt yuv420p");
        var raw = TestVideo.Raw(folder.File("a.mp4"));
        using var frames = tensor(raw, [20, 48, 64, 3], ScalarType.Byte);
        using var all = Tiny.Preprocessor.Apply(frames);

        using var clip = Clip.Open(folder.File("a.mp4"), Tiny with { Choice = FrameChoice.Parse("7,3,3,19,0,12,4,5") });
        clip.FrameIndices.Should().Equal(7, 3, 3, 19, 0, 12, 4, 5);
        using var expected = all.index_select(1, tensor(new long[] { 7, 3, 3, 19, 0, 12, 4, 5 }));
        clip.PixelValues.Equals(expected).Should().BeTrue();

        using var drawn = Clip.Open(folder.File("a.mp4"), Tiny with { Choice = FrameChoice.Parse("seeded:42:2") });
        drawn.FrameIndices.Should().Equal(FrameChoice.Parse("seeded:42:2").Indices(20, 8));
        FluentActions.Invoking(() => Clip.Open(folder.File("a.mp4"), Tiny)).Should().Throw<VideoException>()
            .WithMessage("*a.mp4: the clip has 20 frames*at least 33*--frames uniform*");
    }

    [SkippableTheory]
    [InlineData("320x64", 36, 32)]
    [InlineData("61x143", 36, 32)]
    [InlineData("20x20", 20, 32)]
    [InlineData("48x40", 90, 32)]
    public void What_a_centre_crop_leaves_out_changes_nothing(string size, int edge, int crop)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.mp4"), size, 6, "-c:v libx264 -pix_fmt yuv444p");
        var (width, height) = (int.Parse(size.Split('x')[0]), int.Parse(size.Split('x')[1]));
        var preprocessor = new Preprocessor { ShortestEdge = edge, Crop = new(crop, crop) };
        using var frames = tensor(TestVideo.Raw(folder.File("a.mp4")), [6, height, width, 3], ScalarType.Byte);
        using var expected = preprocessor.Apply(frames);
        using var clip =
            Clip.Open(folder.File("a.mp4"),
                new() { Frames = 6, ImageSize = crop, Preprocessor = preprocessor, Choice = new FrameChoice.Uniform() });
        clip.PixelValues.Equals(expected).Should().BeTrue();
        clip.Range.Should().Be((expected.data<float>().ToArray().Min(), expected.data<float>().ToArray().Max()));
    }

    [SkippableFact]
    public void A_folder_of_images_is_a_clip_in_the_order_of_its_numbers()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.mkv"), "64x48", 12, "-c:v ffv1 -pix_fmt bgr0");
        Directory.CreateDirectory(folder.File("frames"));
        TestVideo.Run(["-i", folder.File("a.mkv"), "-start_number", "1", folder.File("frames/frame%d.png")]);
        File.Move(folder.File("frames/frame11.png"), folder.File("frames/frame11 %d'é.png"));
        File.WriteAllText(folder.File("frames/notes.txt"), "not a frame");
        File.WriteAllText(folder.File("frames/.hidden.png"), "not a frame");

        var options = Tiny with { Choice = FrameChoice.Parse("11,1,2,8,9,10,0,5") };
        using var video = Clip.Open(folder.File("a.mkv"), options);
        using var images = Clip.Open(folder.File("frames"), options);
        images.Hash.Should().Be(video.Hash);
        images.Info.Should().BeEquivalentTo(new { Kind = "images", Frames = 12, Height = 48, Width = 64, Format = "png" });

        File.WriteAllText(folder.File("frames/frame3.png"), "damaged");
        FluentActions.Invoking(() => Clip.Open(folder.File("frames"), options)).Should().Throw<VideoException>()
            .WithMessage("*frame3.png*");
    }

    [Fact]
    public void A_name_with_a_hash_is_a_file_unless_it_names_a_tensor()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("a#1"));
        FluentActions.Invoking(() => Clip.Open(folder.File("a#1.mp4"), Tiny)).Should().Throw<VideoException>()
            .WithMessage("*a#1.mp4*no such file*");
        File.Copy(Path.Combine(Golden.Dev, "forward.safetensors"), folder.File("a#1.safetensors"));
        using var whole =
            Claims.Subjects.SubjectClip.Open(folder.File("a#1.safetensors#pixel_values_a"), Path.Combine(Golden.Dev, "vivit-tiny"));
        using var clip = Clip.Open(folder.File("a#1.safetensors#pixel_values_a"), Tiny);
        whole.Sha256.Should().Be(clip.Hash, "there is one reader, and one rule for hashes");
    }

    [Fact]
    public void Cancelled_means_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        FluentActions.Invoking(() => Clip.Open(Path.Combine(Golden.Dev, "frames.safetensors#frames_a"), Tiny, cancelled.Token)).Should()
            .Throw<OperationCanceledException>();
    }

    [Fact]
    public void Other_kinds_of_source_can_be_added()
    {
        ClipReader reader = (source, options, _) =>
            source == "twelve:" ? Clip.FromPixelValues(new(source, "pixel_values", 1, 1, 1), [1, 2, 3], 1, new(1, 1)) : null;
        using var clip = Clip.Open("twelve:", Tiny with { Readers = [reader] });
        clip.PixelValues.shape.Should().Equal(1, 1, 3, 1, 1);
        FluentActions.Invoking(() => Clip.Open("twelve:", Tiny)).Should().Throw<VideoException>();
    }
}
