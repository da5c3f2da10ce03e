using System.Diagnostics;
using Claims.Common;
using Claims.Video.Decoding;
using Claims.Video.Frames;

namespace Claims.Tests.Video;

/// <summary>Videos made by the ffmpeg program, and what that program itself decodes of them.</summary>
internal static class TestVideo
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether tests that need a decoder can run here.</summary>
    public static void Needed()
    {
        try
        {
            Ffmpeg.Find();
        }
        catch (MissingException e)
        {
            Skip.If(true, e.Message);
        }
    }

    /// <summary>Makes a video; every frame differs from every other.</summary>
    /// <param name="path">Where. The extension decides the container.</param>
    /// <param name="size">As ffmpeg writes it: WIDTHxHEIGHT.</param>
    /// <param name="frames">How many frames.</param>
    /// <param name="arguments">What else ffmpeg is told, separated by spaces.</param>
    public static void Make(string path, string size, int frames, string arguments)
    {
        // testsrc2 would round odd sizes.
        Run(["-y", "-f", "lavfi", "-i", $"testsrc=s={size}:r=25,noise=alls=20:allf=t+u:all_seed=7", "-frames:v", $"{frames}",
            .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "file:" + path]);
    }

    /// <summary>All frames of a file as ffmpeg's own rawvideo output has them.</summary>
    public static byte[] Raw(string path) =>
        Run(["-i", "file:" + path, "-map", "0:v:0", "-vsync", "passthrough", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"]);

    /// <summary>Runs ffmpeg; the tests' own few lines, apart from the runner under test.</summary>
    public static byte[] Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Ffmpeg.Find().Program) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-nostdin", "-v", "error" }.Concat(arguments))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        process.ExitCode.Should().Be(0, string.Join(' ', start.ArgumentList));
        return output.ToArray();
    }

    /// <summary>The frames asked for, one after the other, and their size.</summary>
    public static (FrameSize Size, List<int> Indices, byte[] Rgb) Read(IFrameSource source, params int[] indices) =>
        Read(source, default, indices);

    /// <summary>The same, with something that stops it.</summary>
    public static (FrameSize Size, List<int> Indices, byte[] Rgb) Read(IFrameSource source, CancellationToken cancellation,
        params int[] indices)
    {
        using var all = new MemoryStream();
        var (seen, size) = (new List<int>(), default(FrameSize));
        source.Read(indices, (index, s, rgb) => { seen.Add(index); size = s; all.Write(rgb); }, cancellation);
        return (size, seen, all.ToArray());
    }
}
