using Claims.Common;
using Claims.Tests.Checkpoints.Dialects;
using Claims.Video;
using Claims.Video.Preprocessing;
using Claims.Video.Sampling;

namespace Claims.Tests.Video;

using TemporaryFolder = Claims.Tests.Checkpoints.TemporaryFolder;

/// <summary>Where a checkpoint says what is done to frames: under the names of several releases, with what they write besides.</summary>
public sealed class PreprocessorFileTests : IDisposable
{
    private const string Plain = "preprocessor_config.json", OfVideos = "video_preprocessor_config.json",
        OfProcessors = "processor_config.json";
    private const string Expected = "d4637ccef5b4898b99bb38a416241f7c20258876ef31d599442d155f2fd213da";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Plain, Plain)]
    [InlineData(OfVideos, OfVideos)]
    [InlineData("nulls.preprocessor_config.json", Plain)]
    public void Each_release_s_file_makes_the_same_input(string file, string name)
    {
        folder.Put(file, name);

        var options = new ClipOptions { Frames = 4, ImageSize = 16, Choice = new FrameChoice.Uniform() };
        using var clip = Clip.Open(Path.Combine(Kept.Root, "clip.mp4"), options with { Preprocessor = Preprocessor.Read(folder.Path) });

        clip.Hash.Should().Be(Expected);
    }

    [Theory]
    [InlineData("image_processor", Plain)]
    [InlineData("video_processor", OfVideos)]
    public void A_processor_config_has_it_nested(string key, string file)
    {
        folder.Write(OfProcessors,
            $$"""{"processor_class": "VivitProcessor", "{{key}}": {{File.ReadAllText(Path.Combine(Kept.Root, file))}} }""");

        Preprocessor.Read(folder.Path).Should().Be(Preprocessor.Read(Path.Combine(Kept.Root, Plain)));
    }

    [Fact]
    public void The_processor_of_videos_always_centres_pixels_around_zero()
    {
        folder.Write(OfVideos, """{"video_processor_type": "VivitVideoProcessor", "offset": false}""");

        Preprocessor.Read(folder.Path).Should().Be(new Preprocessor());
    }

    [Theory]
    [InlineData("""{"size": {"shortest_edge": 36, "height": null, "width": null}}""")]
    [InlineData("""{"size": 36, "default_to_square": false, "device": "cpu", "pad_size": null, "do_pad": false}""")]
    public void Nulls_and_what_changes_no_pixel_are_passed_over(string json) =>
        Read(json).Should().Be(new Preprocessor { ShortestEdge = 36 });

    [Theory]
    [InlineData("""{"do_sample_frames": true}""", "--frames")]
    [InlineData("""{"do_pad": true}""", "border")]
    [InlineData("""{"data_format": "channels_last"}""", "channels_first")]
    [InlineData("""{"video_processor_type": "VideoLlavaVideoProcessor"}""", "VideoLlavaVideoProcessor")]
    [InlineData("""{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1}""", "'e' and 2 more")]
    public void What_would_change_pixels_or_frames_is_refused(string json, string named)
    {
        var read = () => Read(json);

        read.Should().Throw<BadInputException>().Which.Message.Should().Contain(named);
    }

    [Fact]
    public void Two_files_that_say_the_same_are_one()
    {
        folder.Put(Plain);
        folder.Put(OfVideos);
        folder.Write(OfProcessors, """{"processor_class": "VivitProcessor"}""");

        Preprocessor.Read(folder.Path).ShortestEdge.Should().Be(18);
    }

    [Fact]
    public void Two_files_that_differ_are_refused()
    {
        folder.Put(Plain);
        folder.Write(OfVideos, """{"size": {"shortest_edge": 20}}""");
        var read = () => Preprocessor.Read(folder.Path);

        read.Should().Throw<BadInputException>().Which.Message.Should().ContainAll(Plain, OfVideos, "different");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"processor_class": "VivitProcessor"}""")]
    public void Without_any_the_remedy_is_the_base_model_s(string? processorConfig)
    {
        if (processorConfig is not null)
            folder.Write(OfProcessors, processorConfig);
        var read = () => Preprocessor.Read(folder.Path);

        read.Should().Throw<BadInputException>().Which.Message.Should()
            .ContainAll(Plain, OfVideos, OfProcessors, "Copy preprocessor_config.json from the model that this one was trained from");
    }

    [Fact]
    public void A_clip_that_is_a_pointer_of_git_lfs_is_called_one()
    {
        var pointer = folder.Write("clip.mp4", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 4701\n");
        var open = () => Clip.Open(pointer, new ClipOptions());

        open.Should().Throw<BadInputException>().Which.Message.Should().Contain("pointer of git-lfs to 4701 bytes");
        Directory.CreateDirectory(folder.File("frames"));
        File.Move(pointer, folder.File("frames/1.png"));
        var images = () => Clip.Open(folder.File("frames"), new ClipOptions());
        images.Should().Throw<BadInputException>().Which.Message.Should().Contain("pointer of git-lfs");
    }

    private Preprocessor Read(string json) => Preprocessor.Read(folder.Write(Plain, json));
}
