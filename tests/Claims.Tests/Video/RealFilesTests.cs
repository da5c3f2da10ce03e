using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using Claims.Video.Sampling;

namespace Claims.Tests.Video;

/// <summary>Files as people have them (fixtures/video/cases): odd, and whole. The hashes are of an independent decode.</summary>
public class RealFilesTests
{
    private const string All = "a8ff2c13121a3032509f14addc255407f2a63405ea35083d8bed34bf9aabb0f6";

    private static readonly ClipOptions Eight = new()
    {
        Frames = 8,
        ImageSize = 64,
        Preprocessor = new Preprocessor { ShortestEdge = null, Crop = null, RescaleFactor = null, Offset = false, Mean = null },
        Choice = new FrameChoice.Uniform(),
    };

    public static string Of(string name) => Path.Combine(Repository.Fixtures, "video", "cases", name);

    [SkippableTheory]
    [InlineData("fk.mp4", 100, All, "states 25 frames, 100 can be shown")]
    [InlineData("avi40.avi", 100, All, "states 40 frames, 100 can be shown")]
    [InlineData("avi1000.avi", 100, All, "states 1000 frames, 100 can be shown")]
    [InlineData("mp3.avi", 100, All, "states 101 frames, 100 can be shown")]
    [InlineData("vfr.avi", 60, "8730fca2131e2168f42e19081afb5747ceb039f33be4dad8479c0f25ed72ba6b", "states 100 frames, 60 can be shown")]
    [InlineData("trim.mp4", 60, "57b9fb62770a1e6750fe3608e7d193cf78776742a1c508f1211d45ab8529f988", "states 75 frames, 60 can be shown")]
    [InlineData("og_cut.mp4", 75, "886bfb7cddb77a6b5ad279947107f9f2374d1b3792342e77d0b0c49b0ac38f16", "mmco: unref short failure")]
    [InlineData("sei.mp4", 100, All, "SEI type 5 size*times)")]
    [InlineData("b.avi", 40, "6ff12cb190f8ba8f97f51b741d98184894a5f4187768c71877dd121fe866a5e6", "EXIF data (*times)")]
    [InlineData("noisy_aac.mp4", 100, All, null)]
    [InlineData("seg.ts", 100, "04e1b490e30a39e343384d16973c323fb15dc42271c861ca084bcd2509fda567", "joined of several recordings")]
    [InlineData("poster_first.mkv", 100, All, "2 video streams; stream 1 (h264, 64x64, 100 packets) is read, not stream 0 (mjpeg*")]
    public void A_film_that_is_whole_is_read_whole_and_what_is_odd_is_said(string name, int frames, string sha256, string? note)
    {
        TestVideo.Needed();
        using var clip = Clip.Open(Of(name), Eight);
        clip.Info.Frames.Should().Be(frames);
        clip.Hash.Should().Be(sha256);
        if (note is null)
            clip.Info.Notes.Should().BeEmpty();
        else
            clip.Info.Notes.Should().ContainSingle().Which.Should().Match($"*{note}*");
    }

    [SkippableFact]
    public void The_same_film_has_the_same_notes_every_time()
    {
        TestVideo.Needed();
        for (var time = 0; time < 3; time++)
        {
            using var sei = Clip.Open(Of("sei.mp4"), Eight with { Choice = new FrameChoice.Explicit([0, 1, 2, 3, 4, 5, 6, 40]) });
            using var exif = Clip.Open(Of("b.avi"), Eight with { Choice = new FrameChoice.Explicit([0, 1, 2, 3, 4, 5, 6, 7]) });
            sei.Info.Notes.Should().ContainSingle().Which.Should().EndWith("(3 times)");
            exif.Info.Notes.Should().ContainSingle().Which.Should().EndWith("EXIF data", "threads that are stopped do not count alike");
        }
    }

    [SkippableFact]
    public void The_published_sampler_draws_from_what_the_container_states_and_says_so()
    {
        TestVideo.Needed();
        using var clip = Clip.Open(Of("avi40.avi"), Eight with { Choice = new FrameChoice.Seeded(42) });
        clip.FrameIndices.Should().Equal(new FrameChoice.Seeded(42).Indices(40, 8));
        clip.Info.StatedFrames.Should().Be(40);
        clip.Info.Notes.Should().Contain(note => note.Contains("drawn from the 40 frames that the container", StringComparison.Ordinal));
        FluentActions.Invoking(() => Clip.Open(Of("avi1000.avi"), Eight with { Choice = new FrameChoice.Seeded(42) })).Should()
            .Throw<VideoException>().WithMessage("*1000 frames that the container states*100 can be shown*--frames uniform*");
        FluentActions.Invoking(() => Clip.Open(Of("fk.mp4"), Eight with { Choice = new FrameChoice.Seeded(42) })).Should()
            .Throw<VideoException>().WithMessage("*25 frames, too few*100 can be shown*--frames uniform*");
    }

    [SkippableFact]
    public void A_stream_can_be_chosen()
    {
        TestVideo.Needed();
        using var poster = Clip.Open(Of("poster_first.mkv"), Eight with { Stream = 0 });
        poster.Info.Should().BeEquivalentTo(new { Codec = "mjpeg", Frames = 1, Stream = 0 });
        poster.Info.Notes.Should().Contain(note => note.EndsWith("takes 8: it sees one still picture", StringComparison.Ordinal));
        FluentActions.Invoking(() => Clip.Open(Of("poster_first.mkv"), Eight with { Stream = 2 })).Should().Throw<VideoException>()
            .WithMessage("*no video stream 2*stream 0 (mjpeg*stream 1 (h264*");
    }

    [SkippableTheory]
    [InlineData("anim.webp", "*is an animated WebP, which this ffmpeg cannot read*anim_dump -folder*")]
    [InlineData("odd-size", "*different sizes: f4.png is 60x60, the others are 64x64*")]
    public void What_cannot_be_read_is_said_in_a_true_sentence(string name, string message)
    {
        TestVideo.Needed();
        FluentActions.Invoking(() => Clip.Open(Of(name), Eight)).Should().Throw<VideoException>().WithMessage(message);
    }

    [SkippableFact]
    public void The_first_image_may_be_the_odd_one_and_an_image_may_have_an_empty_header()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Of("odd-size")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        File.Move(folder.File("f4.png"), folder.File("a.png"));
        FluentActions.Invoking(() => Clip.Open(folder.Path, Eight)).Should().Throw<VideoException>()
            .WithMessage("*different sizes: a.png is 60x60, the others are 64x64*");
        File.Delete(folder.File("a.png"));
        TestVideo.Run(["-i", Of("b.avi"), "-c", "copy", "-frames:v", "2", folder.File("x%d.jpg")]);
        using var images = Clip.Open(folder.Path, Eight with { Choice = new FrameChoice.Explicit([0, 1, 2, 3, 4, 5, 7, 8]) });
        images.Info.Notes.Should().ContainSingle().Which.Should().Match("x1.jpg and 1 more: *EXIF*");
    }
}
