using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Sampling;

namespace Claims.Tests.Video;

/// <summary>What somebody notes down beside a clip comes out in the model's pixels; what cannot be meant is refused.</summary>
public class ObjectsFileTests
{
    private static readonly ClipOptions Options = new()
    {
        Frames = 2,
        ImageSize = 32,
        Choice = new FrameChoice.Explicit([2, 0]),
        Preprocessor = new() { ShortestEdge = 32, Crop = new(32, 32), Mean = null },
    };

    [SkippableFact]
    public void Boxes_come_out_in_the_models_pixels()
    {
        using var folder =
            Video("""{"ball": {"0": [0, 0, 96, 64], "1": [1, 1, 2, 2], "2": [17, 5, 21, 8]}, "hole": {"0": [0, 0, 8, 64]}}""");
        using var clip = Clip.Open(folder.File("clip.avi"), Options);
        clip.Annotations.Select(one => one.Name).Should().Equal("ball", "hole");
        // 96x64 is halved to 48x32, and 8 columns are cut off at either side.
        clip.Annotations[0].Boxes.Should().Equal(new PixelBox(0, 2, 3, 4), new PixelBox(0, 0, 32, 32));
        clip.Annotations[1].Boxes.Should().HaveCount(2).And.OnlyContain(box => box == null);
    }

    [SkippableFact]
    public void A_clip_that_nobody_wrote_about_has_none()
    {
        using var folder = Video(null);
        using var clip = Clip.Open(folder.File("clip.avi"), Options);
        clip.Annotations.Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("{", "JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"ball": [1]}""", "no object")]
    [InlineData("""{"": {}}""", "no object")]
    [InlineData("""{"ball": {"3": [0, 0, 1, 1]}}""", "frame \"3\"")]
    [InlineData("""{"ball": {"-1": [0, 0, 1, 1]}}""", "frame \"-1\"")]
    [InlineData("""{"ball": {"0": [0, 0, 1, 1], "00": [0, 0, 1, 1]}}""", "twice")]
    [InlineData("""{"ball": {}, "ball": {}}""", "twice")]
    [InlineData("""{"ball": {"0": [0, 0, 1]}}""", "no box")]
    [InlineData("""{"ball": {"0": [2, 0, 2, 1]}}""", "no box")]
    [InlineData("""{"ball": {"0": [-2, 0, 2, 1]}}""", "no box")]
    [InlineData("""{"ball": {"0": [0, 0, 1.5, 1]}}""", "no box")]
    [InlineData("""{"ball": {"0": "all"}}""", "no box")]
    [InlineData("""{"ball": {"0": [0, 0, 97, 1]}}""", "column 97")]
    public void What_cannot_be_meant_is_refused(string json, string because)
    {
        using var folder = Video(json);
        FluentActions.Invoking(() => Clip.Open(folder.File("clip.avi"), Options)).Should().Throw<VideoException>()
            .WithMessage($"*{because}*");
    }

    private static TemporaryFolder Video(string? json)
    {
        TestVideo.Needed();
        var folder = new TemporaryFolder();
        TestVideo.Make(folder.File("clip.avi"), "96x64", 3, "-c:v ffv1");
        if (json is not null)
            File.WriteAllText(folder.File("clip.avi.objects.json"), json);
        return folder;
    }
}
