using System.Security.Cryptography;
using System.Text.Json;
using Claims.Video.Decoding;
using Claims.Video.Sampling;

namespace Claims.Tests.Video;

/// <summary>
/// Real clips, as the original's decoder saw them. They are not part of the repository: CLAIMS_SHARED names the folder that has clips/.
/// </summary>
public class SharedClipsTests
{
    [SkippableTheory]
    [InlineData("part_0.mp4")]
    [InlineData("test.avi")]
    [InlineData("demo.mp4")]
    public void Frames_and_indices_are_those_of_the_original_decoder(string name)
    {
        TestVideo.Needed();
        var folder =
            Path.Combine(Environment.GetEnvironmentVariable("CLAIMS_SHARED") ?? Path.Combine(Repository.Root, "..", "shared"), "clips");
        Skip.IfNot(File.Exists(Path.Combine(folder, "expected.json")),
            $"there are no real clips in {folder}; CLAIMS_SHARED names the folder that has clips/");
        var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json"))).RootElement.GetProperty(name);
        var video = VideoFile.Open(Path.Combine(folder, name), TestVideo.Limit);
        video.Info.Frames.Should().Be(expected.GetProperty("container_frame_count").GetInt32());
        (video.Info.Width, video.Info.Height).Should()
            .Be((expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32()));

        foreach (var frame in expected.GetProperty("sha256_rgb24_frame").EnumerateObject())
            Convert.ToHexStringLower(SHA256.HashData(TestVideo.Read(video, int.Parse(frame.Name)).Rgb)).Should()
                .Be(frame.Value.GetString(), frame.Name);
        var all = TestVideo.Read(video, [.. Enumerable.Range(0, video.Info.Frames)]).Rgb;
        Convert.ToHexStringLower(SHA256.HashData(all)).Should().Be(expected.GetProperty("sha256_all_frames").GetString());

        foreach (var drawn in expected.EnumerateObject().Where(p => p.Name.StartsWith("seed", StringComparison.Ordinal)))
        {
            var numbers = System.Text.RegularExpressions.Regex.Matches(drawn.Name, "[0-9]+").Select(m => int.Parse(m.Value)).ToArray();
            new FrameChoice.Seeded(numbers[0], numbers[2]).Indices(video.Info.Frames, numbers[1]).Should()
                .Equal(drawn.Value.Deserialize<int[]>(), drawn.Name);
        }
    }
}
