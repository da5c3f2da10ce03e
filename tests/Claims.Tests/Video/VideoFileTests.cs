using Claims.Video.Decoding;
using Claims.Video.Frames;

namespace Claims.Tests.Video;

/// <summary>Decoded frames are those of ffmpeg's own raw output.</summary>
public class VideoFileTests
{
    [SkippableTheory]
    [InlineData("h264.mp4", "160x120", 60, "-c:v libx264 -g 12 -bf 3 -pix_fmt yuv420p")]
    [InlineData("vp9.webm", "160x120", 30,
        "-c:v libvpx-vp9 -g 12 -deadline realtime -cpu-used 8 -b:v 500k -auto-alt-ref 1 -pix_fmt yuv420p")]
    [InlineData("mpeg4.avi", "160x120", 60, "-c:v mpeg4 -q:v 4 -g 12 -bf 2")]
    [InlineData("odd.avi", "161x121", 20, "-c:v mpeg4 -q:v 4 -pix_fmt yuv420p")]
    [InlineData("odd.webm", "99x77", 20, "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv420p")]
    [InlineData("444.mp4", "63x41", 20, "-c:v libx264 -pix_fmt yuv444p")]
    [InlineData("lossless.mkv", "64x48", 20, "-c:v ffv1")]
    [InlineData("one.mp4", "64x48", 1, "-c:v libx264 -pix_fmt yuv420p")]
    [InlineData("stream.ts", "64x48", 40, "-c:v libx264 -g 10 -bf 2 -pix_fmt yuv420p")]
    [InlineData("animated.gif", "64x48", 20, "")]
    [InlineData("variable.mp4", "64x48", 40,
        "-vf setpts='(N+mod(N\\,3)*0.3+floor(N/10)*7)/25/TB' -vsync vfr -c:v libx264 -pix_fmt yuv420p")]
    [InlineData("variable.mkv", "64x48", 40,
        "-vf setpts='(N+mod(N\\,3)*0.3+floor(N/10)*7)/25/TB' -vsync vfr -c:v libx264 -pix_fmt yuv420p")]
    public void Frames_are_those_of_ffmpeg(string name, string size, int frames, string arguments)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        var path = folder.File(name);
        TestVideo.Make(path, size, frames, arguments);
        var raw = TestVideo.Raw(path);

        var video = VideoFile.Open(path, TestVideo.Limit);
        video.Info.Frames.Should().Be(frames);
        $"{video.Info.Width}x{video.Info.Height}".Should().Be(size);
        var each = raw.Length / frames;
        var (read, indices, rgb) = TestVideo.Read(video, [.. Enumerable.Range(0, frames)]);
        indices.Should().Equal(Enumerable.Range(0, frames));
        (read.Width, read.Height).Should().Be((video.Info.Width, video.Info.Height));
        rgb.AsSpan().SequenceEqual(raw).Should().BeTrue("all frames, in decode order");

        int[] some = [.. new[] { 0, frames / 3, frames / 2, frames - 1 }.Distinct()];
        TestVideo.Read(video, some).Rgb.AsSpan().SequenceEqual(some.SelectMany(i => raw[(i * each)..((i + 1) * each)]).ToArray())
            .Should().BeTrue("some frames are the same frames");

        using var ahead = VideoFile.OpenAhead(path, TestVideo.Limit, default);
        var part = new PixelWindow(3, 5, video.Info.Width - 7, video.Info.Height - 2);
        var parts = Parts(ahead, part, some);
        var expected =
            some.SelectMany(i =>
                Enumerable.Range(part.Top, part.Height)
                .SelectMany(y => raw.AsSpan(i * each + (y * video.Info.Width + part.Left) * 3, part.Width * 3).ToArray())).ToArray();
        parts.AsSpan().SequenceEqual(expected).Should().BeTrue("a part of a frame is a part of the same frame");
    }

    [SkippableTheory]
    [InlineData("ffmpeg", "an ffmpeg without the older names of its options")]
    [InlineData("ffprobe", "a container that is wrong about the size of its pictures")]
    public void Frames_are_the_same_with(string program, string what)
    {
        TestVideo.Needed();
        Skip.If(OperatingSystem.IsWindows(), "the programs in between are shell scripts");
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.mp4"), "64x48", 20, "-c:v libx264 -pix_fmt yuv420p");
        var real = Ffmpeg.Find();
        Script(folder.File("ffmpeg"), program == "ffmpeg"
            ? $"""
              for word; do shift; case "$word" in
                -vsync|-filter_script*) echo "[error] Unrecognized option '$word'." >&2; exit 1 ;;
                -fps_mode) word=-vsync ;;
                -/filter:v) word=-filter_script:v ;;
              esac; set -- "$@" "$word"; done
              exec '{real.Program}' "$@"
              """
            : $"exec '{real.Program}' \"$@\"");
        Script(folder.File("ffprobe"), $"'{real.Probe}' \"$@\"" + (program == "ffprobe" ? " | sed 's/width=64/width=60/'" : ""));
        var raw = TestVideo.Raw(folder.File("a.mp4"));
        // Twice: what was learnt of the program is remembered.
        for (var time = 0; time < 2; time++)
        {
            using var video = VideoFile.OpenAhead(folder.File("a.mp4"), Ffmpeg.Find(folder.Path), TestVideo.Limit, default);
            TestVideo.Read(video, 0, 7, 19).Rgb.AsSpan().SequenceEqual([.. raw[..9216], .. raw[(7 * 9216)..(8 * 9216)], .. raw[^9216..]])
                .Should().BeTrue(what);
        }
    }

    [SkippableTheory]
    [InlineData(16, "if (n > 4 && n < 9) next")]
    [InlineData(24, "if (n == 5) for (i = 0; i < 4; i++) print")]
    public void A_wrong_count_that_packets_bear_out_is_found_while_reading(int stated, string packets)
    {
        TestVideo.Needed();
        Skip.If(OperatingSystem.IsWindows(), "the programs in between are shell scripts");
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.mp4"), "64x48", 20, "-c:v libx264 -pix_fmt yuv420p");
        var real = Ffmpeg.Find();
        Script(folder.File("ffmpeg"), $"exec '{real.Program}' \"$@\"");
        Script(folder.File("ffprobe"), $"'{real.Probe}' \"$@\" | awk '/^packet/ {{ n++; {packets} }} {{ sub(\"nb_frames=20\", "
            + $"\"nb_frames={stated}\"); print }}'");
        using var video = VideoFile.OpenAhead(folder.File("a.mp4"), Ffmpeg.Find(folder.Path), TestVideo.Limit, default);
        video.Info.Frames.Should().Be(stated);
        var read = () => TestVideo.Read(video, 0, stated - 1);
        if (stated < 20)
            read().Indices.Should().Equal(0, stated - 1);
        else
            read.Should().Throw<VideoException>().WithMessage("*ends before frame 23*");
        video.IsMiscounted.Should().BeTrue();
        video.Count(default);
        video.Info.Frames.Should().Be(20);
        video.Info.Notes.Should().ContainSingle().Which.Should().Be($"the container states {stated} frames, 20 can be shown");
    }

    [SkippableTheory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void A_turned_video_is_seen_as_it_is_shown(int degrees)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("flat.mp4"), "64x48", 5, "-c:v libx264 -pix_fmt yuv420p");
        TestVideo.Run(["-i", folder.File("flat.mp4"), "-c", "copy", "-metadata:s:v:0", $"rotate={degrees}", folder.File("turned.mp4")]);
        var video = VideoFile.Open(folder.File("turned.mp4"), TestVideo.Limit);
        (video.Info.Rotation + 360 + degrees).Should().Match(turn => turn % 360 == 0 || turn % 360 == 2 * degrees % 360);

        var (size, _, rgb) = TestVideo.Read(video, 0, 4);
        size.Should().Be(degrees == 180 ? new FrameSize(48, 64) : new FrameSize(64, 48));
        var raw = TestVideo.Raw(folder.File("turned.mp4"));
        rgb.AsSpan().SequenceEqual(raw.AsSpan(0, rgb.Length / 2).ToArray().Concat(raw[^(rgb.Length / 2)..]).ToArray()).Should().BeTrue();
        // Not only equal to ffmpeg's: the corner really moved.
        rgb.AsSpan(0, rgb.Length / 2).SequenceEqual(TestVideo.Raw(folder.File("flat.mp4")).AsSpan(0, rgb.Length / 2)).Should().BeFalse();
    }

    [SkippableFact]
    public void Facts_of_the_stream_are_told()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("a.mp4"), "64x48", 50, "-c:v libx264 -pix_fmt yuv420p");
        var info = VideoFile.Open(folder.File("a.mp4"), TestVideo.Limit).Info;
        info.Should().BeEquivalentTo(new
        {
            Kind = "video",
            Frames = 50,
            FramesAre = "stated by the container",
            Codec = "h264",
            PixelFormat = "yuv420p",
            FrameRate = 25.0,
            Seconds = 2.0,
            Rotation = 0,
        });
        info.Decoder.Should().StartWith("ffmpeg ");

        TestVideo.Run(["-i", folder.File("a.mp4"), "-c", "copy", folder.File("a.mkv")]);
        VideoFile.Open(folder.File("a.mkv"), TestVideo.Limit).Info.Should()
            .BeEquivalentTo(new { Frames = 50, FramesAre = "counted by decoding" });
    }

    private static byte[] Parts(IPartSource video, PixelWindow part, int[] indices)
    {
        using var all = new MemoryStream();
        video.Read(indices, _ => part, (_, _, held, rgb) =>
        {
            held.Should().Be(part);
            all.Write(rgb);
        }, default);
        return all.ToArray();
    }

    private static void Script(string path, string text)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + text.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [SkippableFact]
    [Trait("Category", "slow")]
    public void Ten_thousand_frames_are_no_trouble()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        var path = folder.File("long.mp4");
        TestVideo.Make(path, "64x48", 10_000, "-c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        var video = VideoFile.Open(path, TestVideo.Limit);
        video.Info.Frames.Should().Be(10_000);
        var raw = TestVideo.Raw(path);
        foreach (var some in new int[][] { [0, 1, 4999, 5000, 9998, 9999], [.. Enumerable.Range(0, 1000).Select(i => i * 10 + i % 3)] })
        {
            TestVideo.Read(video, some).Rgb.AsSpan().SequenceEqual(some.SelectMany(i => raw[(i * 9216)..((i + 1) * 9216)]).ToArray())
                .Should().BeTrue($"{some.Length} frames of 10,000");
        }
    }
}
