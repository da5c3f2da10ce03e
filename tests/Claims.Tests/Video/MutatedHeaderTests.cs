using System.Diagnostics;
using Claims.Common;
using Claims.Video;
using Claims.Video.Preprocessing;
using Claims.Video.Sampling;

namespace Claims.Tests.Video;

/// <summary>
/// Files whose headers have been changed at random: each is an error with its name in it, or a clip of all the frames that ffmpeg decodes.
/// </summary>
public class MutatedHeaderTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly ClipOptions Options = new()
    {
        Frames = 4,
        ImageSize = null,
        Preprocessor = new Preprocessor { ShortestEdge = null, Crop = null },
        Choice = new FrameChoice.Uniform(),
        TimeLimit = Limit,
    };

    [SkippableFact]
    public void Some_files_with_changed_headers() => Fuzz(18);

    // About 50 minutes on 2 cores.
    [SkippableFact]
    [Trait("Category", "slow")]
    public void Ten_thousand_files_with_changed_headers() => Fuzz(10_000);

    private static void Fuzz(int files)
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        (string Name, string Arguments)[] kinds =
        [
            ("a.avi", "-c:v mpeg4 -g 10"), ("a.mp4", "-c:v libx264 -g 10 -bf 2 -pix_fmt yuv420p -movflags +faststart"),
            ("a.mkv", "-c:v libx264 -g 10 -bf 2 -pix_fmt yuv420p"),
        ];
        foreach (var (name, arguments) in kinds)
            TestVideo.Make(folder.File(name), "32x32", 20, arguments);
        Parallel.For(0, files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var name = kinds[i % kinds.Length].Name;
            var path = folder.File($"{i}{Path.GetExtension(name)}");
            File.WriteAllBytes(path, Changed(File.ReadAllBytes(folder.File(name)), new NumpyRandom((uint)i)));
            var watch = Stopwatch.StartNew();
            try
            {
                using var clip = Clip.Open(path, Options);
                clip.FrameIndices[^1].Should().Be(clip.Info.Frames - 1);
                clip.Info.Frames.Should().Be(Decoded(path, clip.Info.Stream!.Value), $"file {i} was shortened silently");
                if (clip.Info.StatedFrames is { } stated && stated != clip.Info.Frames)
                    clip.Info.Notes.Should().Contain(note => note.Contains($"states {stated} frames", StringComparison.Ordinal),
                        $"file {i}");
            }
            catch (BadInputException e)
            {
                e.Message.Should().StartWith(path, $"file {i}");
            }
            watch.Elapsed.Should().BeLessThan(4 * Limit, $"file {i}");
            File.Delete(path);
        });
    }

    // A header is what lies before the pictures; now and then one of the index at the end.
    private static byte[] Changed(byte[] whole, NumpyRandom random)
    {
        for (var n = random.RandInt(1, 5); n > 0; n--)
        {
            var at = random.RandInt(0, 8) == 0 ? random.RandInt(whole.Length - 300, whole.Length) : random.RandInt(0, 700);
            whole[at] = random.RandInt(0, 2) == 0 ? (byte)random.RandInt(0, 256) : (byte)(whole[at] ^ (1 << (int)random.RandInt(0, 8)));
        }
        return whole;
    }

    private static int Decoded(string path, int stream)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-nostdin", "-v", "quiet", "-i", "file:" + path, "-map", $"0:{stream}", "-vsync", "passthrough",
            "-f", "framehash", "-" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var lines = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return lines.Split('\n').Count(line => line.Length > 0 && line[0] != '#');
    }
}
