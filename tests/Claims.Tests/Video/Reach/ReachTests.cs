using System.Diagnostics;
using Claims.Checkpoints;
using Claims.Common;
using Claims.Tests.Outputs;
using Claims.Video.Decoding;
using Claims.Video.Frames;

namespace Claims.Tests.Video.Reach;

/// <summary>What a file, a program or a name can reach: nothing but the file's own pictures.</summary>
public sealed class ReachTests
{
    [SkippableTheory]
    [InlineData("hls.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsegment.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("concat.mp4", "ffconcat version 1.0\nfile segment.ts\n")]
    [InlineData("picture.png", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"64\"><image href=\"segment.ts\"/></svg>")]
    [InlineData("session.mp4", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n")]
    public void A_file_that_names_others_opens_none(string name, string text)
    {
        TestVideo.Needed();
        Skip.IfNot(OperatingSystem.IsLinux(), "A pipe by name is made with mkfifo.");
        using var folder = new TemporaryFolder();
        // Whoever opens it waits until the time limit.
        Process.Start("mkfifo", [folder.File("segment.ts")]).WaitForExit();
        File.WriteAllText(folder.File(name), text);
        var watch = Stopwatch.StartNew();
        FluentActions.Invoking(() => VideoFile.Open(folder.File(name), TimeSpan.FromSeconds(20)).Dispose())
            .Should().Throw<VideoException>().WithMessage("*is no video*").Which.Message.Should().NotContain("whitelist");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15));
    }

    [SkippableFact]
    public void A_program_learns_no_secret()
    {
        Skip.If(OperatingSystem.IsWindows(), "The program is a shell script.");
        using var folder = new TemporaryFolder();
        var program = Script(folder.File("says"), "env");
        var (_, output, _) = WithToken(() => ChildProcess.Run(program, [], TestVideo.Limit, CancellationToken.None));
        output.Should().Contain("PATH=").And.NotContain("hf_secret");
    }

    [SkippableFact]
    public void A_program_ends_with_the_process_that_began_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/setpriv"), "setpriv of util-linux tells children of the end.");
        using var folder = new TemporaryFolder();
        Script(folder.File("ffmpeg"), "sleep 300");
        var pid = folder.File("pid");
        Script(folder.File("ffprobe"), $"echo $$ > '{pid}.new'; mv '{pid}.new' '{pid}'; exec sleep 300");
        File.WriteAllBytes(folder.File("film.mp4"), [0, 1, 2, 3]);
        var claims = new ProcessStartInfo("dotnet", [typeof(Cli.CommandLine).Assembly.Location, "clip", folder.File("film.mp4"),
            "--model", Path.Combine(Repository.Fixtures, "alley")]);
        claims.Environment["CLAIMS_FFMPEG"] = folder.Path;
        using var process = Process.Start(claims)!;
        Until(() => File.Exists(pid));
        var child = int.Parse(File.ReadAllText(pid));
        Directory.Exists($"/proc/{child}").Should().BeTrue();
        process.Kill(entireProcessTree: false); // SIGKILL: it can do nothing more
        process.WaitForExit();
        Until(() => !Directory.Exists($"/proc/{child}"));
    }

    [SkippableFact]
    public void A_program_has_a_bound_on_memory()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit"), "prlimit of util-linux sets it.");
        using var folder = new TemporaryFolder();
        var (_, output, _) = ChildProcess.Run(Script(folder.File("says"), "ulimit -v"), [], TestVideo.Limit, CancellationToken.None);
        output.Trim().Should().Be($"{ChildStart.MostMemory >> 10}");
    }

    [Fact]
    public void A_checkpoint_that_becomes_shorter_while_it_is_read_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("weights"), new byte[8 << 20]);
        using var bytes = FileBytes.Open(folder.File("weights"));
        using (var file = new FileStream(folder.File("weights"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(5000);
        FluentActions.Invoking(() => bytes.Read(0, new byte[8 << 20])).Should().Throw<CheckpointException>()
            .WithMessage("*became shorter while it was read*");
    }

    [SkippableFact]
    public void More_objects_than_boxes_have_room_for_are_refused()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("film.mp4"), "64x64", 100, "-c:v libx264 -pix_fmt yuv420p");
        File.WriteAllText(folder.File("film.mp4.objects.json"),
            "{" + string.Join(",", Enumerable.Range(0, 40_001).Select(i => $"\"{i}\":{{}}")) + "}");
        var (code, _, error) = CapturedRun.Of("clip", folder.File("film.mp4"), "--model", Path.Combine(Repository.Fixtures, "alley"),
            "--frames", "uniform");
        code.Should().Be(2);
        error.Should().Contain("names too many objects for 100 frames: at most 40000 are read");
    }

    private static string Script(string path, string text)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static T WithToken<T>(Func<T> run)
    {
        var before = Environment.GetEnvironmentVariable("CLAIMS_TEST_TOKEN");
        Environment.SetEnvironmentVariable("CLAIMS_TEST_TOKEN", "hf_secret");
        try
        {
            return run();
        }
        finally
        {
            Environment.SetEnvironmentVariable("CLAIMS_TEST_TOKEN", before);
        }
    }

    private static void Until(Func<bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!holds() && watch.Elapsed < TimeSpan.FromSeconds(60))
            Thread.Sleep(50);
        holds().Should().BeTrue("it comes within a minute");
    }
}
