using System.Runtime.InteropServices;
using Claims.Alley;
using Claims.Alley.Objects;
using Claims.Common;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using Claims.Video.Sampling;
using static TorchSharp.torch;

namespace Claims.Tests.Alley;

/// <summary>Clips of the alley as any verb sees them.</summary>
public class ReaderTests
{
    private const string Config = """
        {"image_processor_type": "VivitImageProcessor", "do_resize": false, "do_center_crop": false, "do_rescale": true,
         "rescale_factor": 0.00784313725490196, "offset": true, "do_normalize": false}
        """;

    [Fact]
    public void A_clip_is_the_same_bits_in_a_batch_and_through_a_preprocessor_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("preprocessor_config.json"), Config);
        var options = AlleyWorld.ClipOptions with { Preprocessor = Preprocessor.Read(folder.Path) };
        using var scope = NewDisposeScope();
        using var clip = Clip.Open("alley:7:strike", options);
        using var other = Clip.Open("alley:8", AlleyWorld.ClipOptions);
        var batch = AlleyBatch.PixelValues([AlleyClipId.Parse("alley:7:strike"), new(8)]);
        batch.shape.Should().Equal(2, 16, 3, 64, 64);
        batch.bytes.ToArray().Should().Equal([.. clip.PixelValues.bytes.ToArray(), .. other.PixelValues.bytes.ToArray()]);
        MemoryMarshal.Cast<byte, float>(batch.bytes)[0].Should()
            .BeApproximately(AlleyWorld.Render(AlleyClipId.Parse("alley:7:strike")).Frames[0] / 127.5f - 1, 1e-6f);
    }

    [Fact]
    public void A_clip_is_rendered_for_the_model_that_sees_it()
    {
        using var clip = Clip.Open("alley:7:gutter", new() { Readers = [AlleyReader.Reader] });
        clip.Shape.Should().Equal(1, 32, 3, 224, 224);
        clip.Info.Height.Should().Be(256, "the published processor's shorter edge, so that nothing is resized");
        using var some =
            Clip.Open("alley:7:gutter", AlleyWorld.ClipOptions with { Frames = 4, Choice = new FrameChoice.Explicit([3, 2, 1, 0]) });
        some.FrameIndices.Should().Equal(3, 2, 1, 0);
    }

    [Fact]
    public void Annotations_follow_the_chosen_frames_through_the_crop()
    {
        using var clip = Clip.Open("alley:7:strike", new() { Readers = [AlleyReader.Reader] });
        var truth = AlleyWorld.Render(AlleyClipId.Parse("alley:7:strike"), new() { Frames = 32, Size = 256 }).Truth;
        clip.Annotations.Select(one => one.Name).Should().Contain(["ball", "pins", "gutter", "player"]);
        var (seen, source) = (clip.Annotations.Single(one => one.Name == "ball").Boxes, truth.Of(AlleyObject.Ball)!.Boxes);
        seen.Should().HaveCount(32);
        var whole = Enumerable.Range(0, 32).Where(t => source[t] is { Left: >= 16, Top: >= 16, Right: <= 240, Bottom: <= 240 }).ToArray();
        whole.Should().HaveCountGreaterThan(8);
        foreach (var t in whole)
            seen[t].Should()
                .Be(new PixelBox(source[t]!.Value.Left - 16, source[t]!.Value.Top - 16, source[t]!.Value.Right - 16,
                    source[t]!.Value.Bottom - 16));
    }

    [Fact]
    public void Other_names_are_other_readers()
    {
        FluentActions.Invoking(() => Clip.Open("alley:7:strkie", AlleyWorld.ClipOptions)).Should().Throw<BadInputException>()
            .WithMessage("*strkie*");
        FluentActions.Invoking(() => Clip.Open("alleys.mp4", AlleyWorld.ClipOptions)).Should()
            .Throw<BadInputException>("other names are other readers'");
    }
}
