using Claims.Video.Decoding;
using Claims.Video.Evidence;
using Claims.Video.Frames;

namespace Claims.Tests.Video;

/// <summary>Pictures that are lost, mended or made up are refused, however quietly ffmpeg goes on.</summary>
public class DamageTests
{
    [SkippableTheory]
    [InlineData("gap.mkv", "-c:v libx264 -g 20 -bf 2 -refs 4 -pix_fmt yuv420p -threads 1", "noise=drop=eq(n\\,25)")]
    [InlineData("reference.mkv", "-c:v libx264 -g 20 -bf 2 -refs 4 -pix_fmt yuv420p -threads 1", "noise=drop=eq(n\\,4)")]
    [InlineData("key.mkv", "-c:v mpeg4 -g 12 -bf 2", "noise=drop=eq(n\\,0)")]
    [InlineData("flipped.mkv", "-c:v libx264 -g 20 -bf 2 -pix_fmt yuv420p -threads 1", "noise=amount=300")]
    [InlineData("flipped.avi", "-c:v mpeg4 -g 12", "noise=amount=300")]
    [InlineData("flipped.mpg", "-c:v mpeg2video -g 12", "noise=amount=300")]
    [InlineData("flipped.mkv", "-c:v mjpeg -q:v 5", "noise=amount=20")]
    [InlineData("flipped.mkv", "-c:v ffv1 -level 3", "noise=amount=3000")]
    public void Missing_and_changed_pictures_are_refused(string name, string arguments, string noise)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("whole" + Path.GetExtension(name)), "96x64", 60, arguments);
        TestVideo.Run(["-i", folder.File("whole" + Path.GetExtension(name)), "-c", "copy", "-bsf:v", noise, folder.File(name)]);
        FluentActions.Invoking(() => Read(folder.File(name))).Should().Throw<VideoException>().Which.Message.Should()
            .Match(message => message.Contains("damaged or cut short") || message.Contains("changes the size or format"));
    }

    [SkippableFact]
    public void A_transport_stream_with_a_hole_is_refused_and_one_that_begins_in_the_middle_is_read()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.ts"), "96x64", 60, "-c:v mpeg2video -g 12 -bf 2");
        var whole = File.ReadAllBytes(folder.File("a.ts"));
        var middle = whole.Length / 188 / 2 * 188;
        File.WriteAllBytes(folder.File("hole.ts"), [.. whole[..middle], .. whole[(middle + 188)..]]);
        FluentActions.Invoking(() => Read(folder.File("hole.ts"))).Should().Throw<VideoException>().WithMessage("*damaged or cut short*");

        File.WriteAllBytes(folder.File("late.ts"), [.. whole[..(3 * 188)], .. whole[(middle / 188 / 2 * 188)..]]);
        var video = Read(folder.File("late.ts"));
        var (late, all) = (TestVideo.Raw(folder.File("late.ts")), TestVideo.Raw(folder.File("a.ts")));
        video.Info.Frames.Should().Be(late.Length / (96 * 64 * 3)).And.BeInRange(20, 59);
        late.Should().Equal(all[^late.Length..], "what is shown is what was recorded");
    }

    [Theory]
    [InlineData("[h264 @ 0x1] [error] mmco: unref short failure", true)]
    [InlineData("[aac @ 0x1] [error] Number of bands (57) exceeds limit (44).", true)]
    [InlineData("[aac @ 0x1] [info] concealing", true)]
    [InlineData("[mp3float @ 0x1] [error] Header missing", true)]
    [InlineData("[h264 @ 0x1] [info] concealing 12 DC, 12 AC, 12 MV errors in P frame", false)]
    [InlineData("[error] Error while decoding stream #0:0: Invalid data found when processing input", false)]
    [InlineData("[vist#0:0/h264 @ 0x1] [dec:h264 @ 0x2] [error] Error submitting packet to decoder: Invalid data", false)]
    [InlineData("[warning] file:/a/b.mp4: corrupt decoded frame in stream 0", false)]
    [InlineData("[h264 @ 0x1] [error] Missing reference picture, default is 65544", false)]
    [InlineData("[matroska,webm @ 0x1] [error] File ended prematurely at pos. 1234 (0x4d2)", false)]
    public void A_line_of_the_log_is_damage_or_none(string line, bool whole)
    {
        var log = new DecodingLog();
        log.Heed(line);
        var stream = new VideoStream(0, "h264", "matroska,webm") { Packets = 10, Shown = 10, Keys = (0, 5) };
        (DamageRule.Damage(log, stream, 0, strict: true) is null).Should().Be(whole);
    }

    [Fact]
    public void What_a_container_complains_of_does_not_matter_where_all_that_it_states_is_there()
    {
        var log = new DecodingLog();
        log.Heed("[avi @ 0x1] [error] Something went wrong during header parsing, tag 1234");
        var stream = new VideoStream(0, "mpeg4", "avi") { Packets = 10, Shown = 10, Stated = 10, Keys = (0, 5) };
        DamageRule.ContainerDamage(log, stream).Should().BeNull();
        DamageRule.ContainerDamage(log, stream with { Stated = 11 }).Should().Contain("header parsing");
    }

    private static VideoFile Read(string path)
    {
        var video = VideoFile.Open(path, TestVideo.Limit);
        TestVideo.Read(video, [.. Enumerable.Range(0, video.Info.Frames)]);
        return video;
    }
}
