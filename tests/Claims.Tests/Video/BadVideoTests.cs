using System.Diagnostics;
using Claims.Common;
using Claims.Video;
using Claims.Video.Decoding;
using Claims.Video.Frames;

namespace Claims.Tests.Video;

/// <summary>Files that are no whole video give an error of their own, in time, and leave no process behind.</summary>
public class BadVideoTests
{
    [SkippableTheory]
    [InlineData("absent.mp4", null, "no such file")]
    [InlineData("empty.mp4", "", "is empty")]
    [InlineData("text.mp4", "This is no video.", "no video that ffmpeg can read")]
    [InlineData("text.txt", "This is no video, and a text player would show it as one.", "no video")]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\ngood.ts\n#EXT-X-ENDLIST\n", "no video")]
    [InlineData("list.ffconcat", "ffconcat version 1.0\nfile good.ts\n", "no video")]
    [InlineData("http://localhost/a.mp4", null, "no such file")]
    [InlineData("pipe:0", null, "no such file")]
    public void What_is_no_video_says_so(string name, string? content, string message)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("good.ts"), "64x48", 5, "-c:v libx264 -pix_fmt yuv420p");
        var path = content is null ? name : folder.File(name);
        if (content is not null)
            File.WriteAllText(path, content);
        FluentActions.Invoking(() => VideoFile.Open(path, TestVideo.Limit)).Should().Throw<VideoException>().WithMessage($"*{message}*");
    }

    [SkippableFact]
    public void Sound_is_no_video_even_with_a_cover()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Run(["-f", "lavfi", "-i", "sine=d=1", folder.File("sound.m4a")]);
        TestVideo.Run(["-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", folder.File("cover.png")]);
        TestVideo.Run(
            ["-i", folder.File("sound.m4a"), "-i", folder.File("cover.png"), "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0",
                "attached_pic", folder.File("cover.m4a")]);
        foreach (var name in new[] { "sound.m4a", "cover.m4a" })
            FluentActions.Invoking(() => VideoFile.Open(folder.File(name), TestVideo.Limit)).Should().Throw<VideoException>()
                .WithMessage("*only sound*");
    }

    [SkippableTheory]
    [InlineData("-i.mp4")]
    [InlineData("concat:a|b.mp4")]
    [InlineData("a%03d.mp4")]
    [InlineData("with space 'quote' \"double\" $HOME `x` ; é 漢.mp4")]
    [InlineData("new\nline.mp4")]
    [InlineData("anim%d.gif")]
    [InlineData("[brackets]*?.webm")]
    public void Odd_names_are_only_names(string name)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("plain" + Path.GetExtension(name)), "64x48", 8, name.EndsWith(".mp4", StringComparison.Ordinal)
            ? "-c:v libx264 -pix_fmt yuv420p" : "");
        var raw = TestVideo.Raw(folder.File("plain" + Path.GetExtension(name)));
        File.Move(folder.File("plain" + Path.GetExtension(name)), folder.File(name));
        var video = VideoFile.Open(folder.File(name), TestVideo.Limit);
        TestVideo.Read(video, [.. Enumerable.Range(0, 8)]).Rgb.AsSpan().SequenceEqual(raw).Should().BeTrue();
        Directory.GetFiles(folder.Path).Should().HaveCount(1, "nothing is left behind");
    }

    [SkippableFact]
    public void A_picture_that_changes_its_size_midway_is_an_error()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.h264"), "64x48", 10, "-c:v libx264 -pix_fmt yuv420p");
        TestVideo.Make(folder.File("b.h264"), "96x64", 10, "-c:v libx264 -pix_fmt yuv420p");
        File.WriteAllBytes(folder.File("ab.h264"),
            [.. File.ReadAllBytes(folder.File("a.h264")), .. File.ReadAllBytes(folder.File("b.h264"))]);
        FluentActions.Invoking(() => TestVideo.Read(VideoFile.Open(folder.File("ab.h264"), TestVideo.Limit), 3, 15)).Should()
            .Throw<VideoException>().WithMessage("*changes the size*");
    }

    [SkippableFact]
    public void Time_limits_and_cancellation_end_the_program()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("long.mp4"), "640x480", 600, "-c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        var video = VideoFile.Open(folder.File("long.mp4"), TestVideo.Limit);
        using var cancel = new CancellationTokenSource();
        FluentActions.Invoking(() =>
            video.Read([.. Enumerable.Range(0, 300).Select(i => 2 * i)], (_, _, _) => cancel.Cancel(), cancel.Token)).Should()
            .Throw<OperationCanceledException>();
        FluentActions.Invoking(() => video.Read([0, 599], (_, _, _) => throw new InvalidDataException(), default)).Should()
            .Throw<InvalidDataException>();
        FluentActions.Invoking(() => VideoFile.Open(folder.File("long.mp4"), TimeSpan.FromMilliseconds(1))).Should().Throw<VideoException>()
            .WithMessage("*--time-limit*");
        FluentActions.Invoking(() => VideoFile.OpenAhead(folder.File("long.mp4"), TimeSpan.FromMilliseconds(1), default)).Should()
            .Throw<VideoException>().WithMessage("*--time-limit*");
        Children().Should().BeEmpty();
    }

    [SkippableFact]
    public void A_decoder_that_was_started_too_early_ends_with_what_it_was_started_for()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.mp4"), "64x48", 20, "-c:v libx264 -pix_fmt yuv420p");
        File.WriteAllBytes(folder.File("cut.mp4"), File.ReadAllBytes(folder.File("a.mp4"))[..^50]);
        FluentActions.Invoking(() => Clip.Open(folder.File("cut.mp4"), new())).Should().Throw<VideoException>();
        FluentActions.Invoking(() => Clip.Open(folder.File("a.mp4"), new())).Should().Throw<VideoException>().WithMessage("*too few*");
        using (var video = VideoFile.OpenAhead(folder.File("a.mp4"), TestVideo.Limit, default))
        {
            // Another token than the one it was opened with: that decoder would not hear of it.
            using var cancel = new CancellationTokenSource();
            TestVideo.Read(video, cancel.Token, 0, 19).Indices.Should().Equal(0, 19);
            FluentActions.Invoking(() => video.Read([0, 9, 19], (_, _, _) => cancel.Cancel(), cancel.Token)).Should()
                .Throw<OperationCanceledException>();
        }

        Children().Should().BeEmpty();
    }

    [Fact]
    public void A_missing_program_says_how_to_get_it()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => Ffmpeg.Find(folder.Path)).Should().Throw<MissingException>()
            .WithMessage("*CLAIMS_FFMPEG*apt-get install ffmpeg*");
    }

    [SkippableFact]
    public void Damaged_files_give_an_error_or_the_frames_they_hold() => Fuzz(10);

    [SkippableFact]
    [Trait("Category", "slow")]
    public void Five_hundred_damaged_files_give_an_error_or_the_frames_they_hold() => Fuzz(600);

    // A cut file must be an error; changed bytes may escape a codec without checksums, but nothing else may come of them.
    private static void Fuzz(int files)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        (string Name, string Arguments)[] kinds =
            [("a.mp4", "-c:v libx264 -g 10 -bf 2 -pix_fmt yuv420p"),
                ("b.mp4", "-c:v libx264 -g 10 -bf 2 -pix_fmt yuv420p -movflags +faststart"),
            ("a.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 10"), ("a.avi", "-c:v mpeg4 -g 10"), ("a.gif", "")];
        foreach (var (name, arguments) in kinds)
            TestVideo.Make(folder.File(name), "64x48", 20, arguments);
        Parallel.For(0, files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var name = kinds[i % kinds.Length].Name;
            var cut = i / kinds.Length % 2 == 0;
            var path = folder.File($"{i}{Path.GetExtension(name)}");
            File.WriteAllBytes(path, Damaged(File.ReadAllBytes(folder.File(name)), new NumpyRandom((uint)i), cut));
            var watch = Stopwatch.StartNew();
            try
            {
                var video = VideoFile.Open(path, TimeSpan.FromSeconds(60));
                var last = video.Info.Frames - 1;
                TestVideo.Read(video, [.. Enumerable.Range(0, Math.Min(8, last)), last]);
                cut.Should().BeFalse($"file {i}, cut at {new FileInfo(path).Length} bytes, was taken for whole: {path}");
            }
            catch (BadInputException e)
            {
                e.Message.Should().StartWith(path);
                e.Page.Should().Be("video");
            }

            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
            File.Delete(path);
        });
        Children().Should().BeEmpty();
    }

    private static byte[] Damaged(byte[] whole, NumpyRandom random, bool cut)
    {
        if (cut)
            return whole[..(int)random.RandInt(1, whole.Length)];
        for (var n = random.RandInt(1, 20); n > 0; n--)
            whole[random.RandInt(0, whole.Length)] = (byte)random.RandInt(0, 256);
        return whole;
    }

    // Programs that this process started and that still run.
    private static string[] Children() => OperatingSystem.IsLinux()
        ? [.. Directory.GetDirectories("/proc/self/task").Select(thread => Path.Combine(thread, "children")).Where(File.Exists)
            .SelectMany(list => File.ReadAllText(list).Split(' ', StringSplitOptions.RemoveEmptyEntries))]
        : [];
}
