using System.Security.Cryptography;
using System.Text.Json;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Claims.Tests.Video;

public class PillowResizeTests
{
    [Fact]
    public void Random_pictures_become_what_Pillow_makes_of_them()
    {
        var cases = Pillow.Reference.GetProperty("resize").EnumerateArray().ToArray();
        cases.Should().HaveCountGreaterThan(100);
        foreach (var one in cases)
        {
            var from = one.GetProperty("from").Deserialize<int[]>()!;
            var to = one.GetProperty("to").Deserialize<int[]>()!;
            var picture = Pillow.Picture(one.GetProperty("seed").GetInt32(), from[0], from[1]);
            var resized = PillowResize.Resize(picture, from[1], from[0], to[1], to[0], (Resample)one.GetProperty("resample").GetInt32());
            Convert.ToHexStringLower(SHA256.HashData(resized)).Should().Be(one.GetProperty("sha256").GetString(), one.GetRawText());
        }
    }

    [Fact]
    public void The_reference_pictures_become_what_Pillow_made_of_them()
    {
        var preprocess = Golden.Json("preprocess/preprocess.json");
        var cases = preprocess.GetProperty("cases").EnumerateArray()
            .Select(c => (Case: c, Tensor: c.GetProperty("resized_tensor").GetString(), Resample.Bilinear))
            .Concat(preprocess.GetProperty("bicubic").EnumerateArray()
                .Select(c => (Case: c, Tensor: c.GetProperty("tensor").GetString(), Resample.Bicubic)))
            .Where(c => c.Tensor is not null).ToArray();
        cases.Should().HaveCountGreaterThan(8);
        foreach (var (one, name, filter) in cases)
        {
            var (from, picture) =
                Golden.Tensor(Path.Combine(Golden.Dev, "preprocess", "images.safetensors"), one.GetProperty("image").GetString()!);
            var (to, expected) = Golden.Tensor(Path.Combine(Golden.Dev, "preprocess", "outputs.safetensors"), name!);
            PillowResize.Resize(picture, from[1], from[0], to[1], to[0], filter).AsSpan().SequenceEqual(expected).Should().BeTrue(name);
        }
    }

    [Property(MaxTest = 200)]
    public Property A_window_is_a_part_of_the_whole_and_needs_no_more_than_it_says(PositiveInt w, PositiveInt h, PositiveInt nw,
        PositiveInt nh, int corner, int filter)
    {
        var (width, height, newWidth, newHeight) = (w.Get, h.Get, nw.Get, nh.Get);
        var picture = Pillow.Picture(1, height, width);
        var resample = (Resample)(1 + (uint)filter % 5);
        var (left, top) = ((int)((uint)corner % newWidth), (int)((uint)corner / 7 % newHeight));
        var window = new PixelWindow(left, top, newWidth, newHeight);
        var part = new byte[window.Width * window.Height * 3];
        var resizer = new PillowResizer(width, height, newWidth, newHeight, window, resample);
        var needed = resizer.Needed;
        byte[] held =
            [.. Enumerable.Range(needed.Top, needed.Height)
                .SelectMany(y => picture[((y * width + needed.Left) * 3)..((y * width + needed.Right) * 3)])];
        resizer.Resize(held, needed, part);
        var whole = PillowResize.Resize(picture, width, height, newWidth, newHeight, resample);
        return Enumerable.Range(0, window.Height)
            .All(y =>
                whole.AsSpan(((top + y) * newWidth + left) * 3, window.Width * 3)
                .SequenceEqual(part.AsSpan(y * window.Width * 3, window.Width * 3)))
            .ToProperty();
    }
}
