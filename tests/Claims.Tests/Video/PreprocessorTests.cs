using System.Text.Json;
using Claims.Common;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using static TorchSharp.torch;

namespace Claims.Tests.Video;

public class PreprocessorTests
{
    private static readonly Dictionary<string, Preprocessor> Variants = new()
    {
        ["current_default"] = new(),
        ["current_no_normalize"] = new() { Mean = null },
        ["current_no_offset_255"] = new() { RescaleFactor = 1 / 255.0, Offset = false },
        ["v4_31_0_default"] = new() { RescaleFactor = 1 / 255.0, Rule = RescaleRule.HalfStep },
        ["v4_32_dev_double_scale"] = new() { RescaleFactor = 1 / 255.0, Rule = RescaleRule.DoubleScale },
    };

    [Fact]
    public void Every_reference_picture_and_variant_comes_out_as_in_the_original()
    {
        var seen = new HashSet<string>();
        foreach (var one in Golden.Json("preprocess/preprocess.json").GetProperty("cases").EnumerateArray())
        {
            var (shape, picture) =
                Golden.Tensor(Path.Combine(Golden.Dev, "preprocess", "images.safetensors"), one.GetProperty("image").GetString()!);
            var crop = one.GetProperty("crop").GetInt32();
            foreach (var output in one.GetProperty("outputs").EnumerateObject())
            {
                seen.Add(output.Name);
                var preprocessor =
                    Variants[output.Name] with { ShortestEdge = one.GetProperty("shortest_edge").GetInt32(), Crop = new(crop, crop) };
                using var frames = tensor(picture, [1, shape[0], shape[1], 3], ScalarType.Byte);
                using var values = preprocessor.Apply(frames);
                values.shape.Should().Equal(1, 1, 3, crop, crop);
                var expected =
                    Golden.Floats(Path.Combine(Golden.Dev, "preprocess", "outputs.safetensors"), output.Value.GetProperty("tensor")
                        .GetString()!);
                Golden.Distance(values.data<float>().ToArray(), expected).Should().Be(0, output.Value.GetRawText());
            }
        }

        seen.Should().BeEquivalentTo(Variants.Keys);
    }

    [Fact]
    public void The_longer_edge_is_truncated_as_in_the_original()
    {
        foreach (var rule in Golden.Json("preprocess/preprocess.json").GetProperty("resize_rule").EnumerateArray())
        {
            var from = rule.GetProperty("source_h_w").Deserialize<int[]>()!;
            var to = rule.GetProperty("resized_h_w").Deserialize<int[]>()!;
            new Preprocessor { ShortestEdge = rule.GetProperty("shortest_edge").GetInt32() }.Resized(new(from[0], from[1]))
                .Should().Be(new FrameSize(to[0], to[1]), rule.GetRawText());
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void The_reference_clips_become_the_reference_input(string clip)
    {
        var (shape, bytes) = Golden.Tensor(Path.Combine(Golden.Dev, "frames.safetensors"), $"frames_{clip}");
        using var frames = tensor(bytes, [shape[0], shape[1], shape[2], 3], ScalarType.Byte);
        using var values = Preprocessor.Read(Path.Combine(Golden.Dev, "vivit-tiny")).Apply(frames);
        var path = Path.Combine(Golden.Dev, "forward.safetensors");
        values.shape.Should().Equal(Golden.Tensor(path, $"pixel_values_{clip}").Shape.Select(n => (long)n));
        Golden.Distance(values.data<float>().ToArray(), Golden.Floats(path, $"pixel_values_{clip}")).Should().Be(0);
    }

    [Fact]
    public void Silence_means_the_defaults_of_the_original() => Read("{}").Should().Be(new Preprocessor());

    [Fact]
    public void Steps_can_be_left_out()
    {
        var read = Read("""{"do_resize": false, "do_center_crop": false, "do_rescale": false, "do_normalize": false, "offset": false}""");
        read.Output(new(7, 9)).Should().Be(new FrameSize(7, 9));
        using var frames = tensor(Pillow.Picture(1, 7, 9), [1, 7, 9, 3], ScalarType.Byte);
        using var values = read.Apply(frames);
        using var same = frames.permute(0, 3, 1, 2).to_type(ScalarType.Float32).unsqueeze(0);
        values.Equals(same).Should().BeTrue();
    }

    [Fact]
    public void Sizes_may_be_numbers_edges_or_rectangles()
    {
        Read("""{"size": 36, "crop_size": 32}""").Should().Be(new Preprocessor { ShortestEdge = 36, Crop = new(32, 32) });
        Read("""{"size": {"shortest_edge": 36}, "crop_size": {"height": 30, "width": 32}}""").Should()
            .Be(new Preprocessor { ShortestEdge = 36, Crop = new(30, 32) });
        Read("""{"size": {"height": 30, "width": 32}, "resample": 3}""")
            .Should().Be(new Preprocessor { ShortestEdge = null, Size = new(30, 32), Filter = Resample.Bicubic });
    }

    [Theory]
    [InlineData("""{"do_flip": true}""", "do_flip")]
    [InlineData("""{"resample": 0}""", "resample")]
    [InlineData("""{"resample": "bilinear"}""", "resample")]
    [InlineData("""{"size": {"longest_edge": 36}}""", "longest_edge")]
    [InlineData("""{"size": {"shortest_edge": 36, "longest_edge": 40}}""", "longest_edge")]
    [InlineData("""{"size": 0}""", "size")]
    [InlineData("""{"size": 2.5}""", "size")]
    [InlineData("""{"crop_size": {"shortest_edge": 36}}""", "crop_size")]
    [InlineData("""{"image_mean": [0.5, 0.5]}""", "image_mean")]
    [InlineData("""{"image_std": [0.5, 0, 0.5]}""", "image_std")]
    [InlineData("""{"image_std": 1e999}""", "image_std")]
    [InlineData("""{"offset": 1}""", "offset")]
    [InlineData("""{"image_processor_type": "VideoMAEImageProcessor"}""", "VideoMAEImageProcessor")]
    [InlineData("""{"offset": true, "offset": false}""", "twice")]
    [InlineData("[]", "object")]
    [InlineData("{", "JSON")]
    public void What_is_not_known_is_an_error(string json, string named) =>
        FluentActions.Invoking(() => Read(json)).Should().Throw<BadInputException>().WithMessage($"*.json:*{named}*");

    [Fact]
    public void A_missing_file_is_an_error() =>
        FluentActions.Invoking(() => Preprocessor.Read("/nowhere/preprocessor_config.json")).Should().Throw<BadInputException>();

    private static Preprocessor Read(string json)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("preprocessor_config.json");
        File.WriteAllText(path, json);
        return Preprocessor.Read(path);
    }
}
