using Claims.Model;
using Claims.Video;
using Claims.Video.Preprocessing;
using Claims.Video.Sheets;

namespace Claims.Tests.Video;

public class ContactSheetTests
{
    private static readonly ClipOptions Tiny = VideoModel.ClipsOf(Path.Combine(Golden.Dev, "vivit-tiny"));

    [Fact]
    public void Every_pixel_value_is_found_again_under_every_rule()
    {
        foreach (var rule in Enum.GetValues<RescaleRule>())
        {
            foreach (
                var preprocessor in new Preprocessor[] { new() { Rule = rule }, new() { Rule = rule, Mean = null },
                    new() { Rule = rule, Offset = false, RescaleFactor = 1 / 255.0 },
                    new() { Rule = rule, RescaleFactor = null, Mean = (123, 116, 104), Std = (58, 57, 56) } })
            {
                var table = preprocessor.Table();
                for (var c = 0; c < 3; c++)
                    table[c].Select(value => preprocessor.Pixel(value, c)).Should().Equal(Enumerable.Range(0, 256).Select(i => (byte)i));
            }
        }
    }

    [SkippableFact]
    public void A_sheet_shows_the_frames_as_the_model_sees_them()
    {
        TestVideo.Needed();
        using var folder = new TemporaryFolder();
        using var clip = Clip.Open(Path.Combine(Golden.Dev, "frames.safetensors#frames_a"), Tiny);
        ContactSheet.Draw(clip, Tiny, grid: false).Write(folder.File("sheet.png"));
        ContactSheet.Draw(clip, Tiny, grid: true).Write(folder.File("grid.png"));
        var (plain, grid) = (TestVideo.Raw(folder.File("sheet.png")), TestVideo.Raw(folder.File("grid.png")));
        // Eight frames of 32x32 in one row, 8 at the edges and between tubelets of two, 2 within; below, 16 for numbers and 8.
        const int width = 8 * 32 + 5 * 8 + 4 * 2;
        plain.Length.Should().Be(width * (8 + 32 + 16 + 8) * 3);

        var values = clip.PixelValues.data<float>().ToArray();
        int At(int t, int y, int x) => ((8 + y) * width + 8 + t * 32 + (t / 2 * 10) + (t % 2 * 2) + x) * 3;
        foreach (var (t, y, x) in new[] { (0, 0, 0), (1, 31, 31), (5, 7, 20), (7, 16, 9) })
        {
            for (var c = 0; c < 3; c++)
            {
                var pixel = (byte)Math.Round((values[((t * 3 + c) * 32 + y) * 32 + x] + 3) * 63.75);
                plain[At(t, y, x) + c].Should().Be(pixel);
                grid[At(t, y, x) + c].Should().Be(y % 8 == 0 || x % 8 == 0 ? (byte)((pixel + 255) / 2) : pixel);
            }
        }

        plain.Take(8 * width * 3).Should().OnlyContain(b => b == 0);
        plain.Skip((8 + 32 + 3) * width * 3).Should().Contain(b => b == 200, "indices are written below");
        Directory.GetFiles(folder.Path).Should().HaveCount(2);
    }
}
