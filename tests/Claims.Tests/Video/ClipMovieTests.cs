using Claims.Alley;
using Claims.Common;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Sampling;
using Claims.Video.Sheets;

namespace Claims.Tests.Video;

/// <summary>A clip as a film is a clip again, of nearly the same pixels.</summary>
public class ClipMovieTests
{
    [SkippableTheory]
    [InlineData("film.mp4", 6)]
    [InlineData("film.GIF", 8)]
    public void A_film_is_a_clip_again(string name, double levels)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        using var clip = Clip.Open("alley:3:strike", AlleyWorld.ClipOptions);
        ClipMovie.Write(clip, AlleyWorld.ClipOptions, folder.File(name));
        ClipMovie.Write(clip, AlleyWorld.ClipOptions, folder.File("again-" + name));
        File.ReadAllBytes(folder.File(name)).Should()
            .Equal(File.ReadAllBytes(folder.File("again-" + name)), "the same clip is the same film");
        using var film = Clip.Open(folder.File(name), AlleyWorld.ClipOptions with { Choice = new FrameChoice.Uniform() });
        film.Info.Frames.Should().Be(16);
        film.Shape.Should().Equal(clip.Shape);
        film.Values().Zip(clip.Values(), (a, b) => Math.Abs(a - b) * 127.5).Average().Should().BeLessThan(levels);
        Directory.GetFiles(folder.Path).Should().HaveCount(2);
    }

    [SkippableFact]
    public void Where_it_cannot_be_written_nothing_is_left()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        using var clip = Clip.Open("alley:3", AlleyWorld.ClipOptions);
        FluentActions.Invoking(() => ClipMovie.Write(clip, AlleyWorld.ClipOptions, folder.File("film.avi"))).Should()
            .Throw<VideoException>().WithMessage("*.mp4*.gif*");
        FluentActions.Invoking(() => ClipMovie.Write(clip, AlleyWorld.ClipOptions, Path.Combine(folder.Path, "absent", "film.gif")))
            .Should().Throw<MissingException>();
        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }
}
