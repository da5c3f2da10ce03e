using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Claims.Common;
using Claims.Video.Frames;
using Claims.Video.Sampling;

namespace Claims.Tests.Video;

public class FrameSamplerTests
{
    [Fact]
    public void The_published_sampler_draws_the_published_indices()
    {
        var cases = Golden.Json("numpy_sampling.json").GetProperty("sample_frame_indices").EnumerateArray().ToArray();
        cases.Should().HaveCountGreaterThan(10);
        foreach (var one in cases)
        {
            int Of(string name) => one.GetProperty(name).GetInt32();
            int[] Drawn() => new FrameChoice.Seeded(Of("seed"), Of("rate")).Indices(Of("seg_len"), Of("clip_len"));
            if (one.TryGetProperty("error", out _))
                FluentActions.Invoking(Drawn).Should().Throw<VideoException>(one.GetRawText());
            else
                Drawn().Should().Equal(one.GetProperty("indices").Deserialize<int[]>(), one.GetRawText());
        }
    }

    [Fact]
    public void One_stream_serves_successive_clips()
    {
        var sequence = Golden.Json("numpy_sampling.json").GetProperty("sample_frame_indices_unseeded_sequence");
        var random = new NumpyRandom(sequence.GetProperty("seed_once").GetUInt32());
        foreach (var end in sequence.GetProperty("end_idx_of_successive_calls_randint_128_300").EnumerateArray())
            FrameSampler.Seeded(random, 300, 32, 4)[^1].Should().Be(end.GetInt32() - 1);
    }

    [Fact]
    public void Seeded_and_uniform_indices_are_those_of_numpy()
    {
        foreach (var one in Pillow.Reference.GetProperty("sample").EnumerateArray())
        {
            int Of(string name) => one.GetProperty(name).GetInt32();
            Sha(new FrameChoice.Seeded(Of("seed"), Of("rate")).Indices(Of("frames"), Of("count"))).Should()
                .Be(one.GetProperty("sha256_int64").GetString(), one.GetRawText());
            Sha(FrameSampler.Uniform(Of("frames"), Of("count"))).Should()
                .Be(one.GetProperty("uniform_sha256_int64").GetString(), one.GetRawText());
        }
    }

    [Fact]
    public void A_clip_that_is_too_short_says_what_it_needs_and_what_else_there_is() =>
        FluentActions.Invoking(() => new FrameChoice.Seeded(42).Indices(128, 32)).Should().Throw<VideoException>()
            .WithMessage("*128 frames*window of 128 (32 x 4)*at least 129*--frames uniform*");

    [Fact]
    public void Uniform_repeats_frames_of_a_clip_with_too_few()
    {
        FrameSampler.Uniform(3, 6).Should().Equal(0, 0, 0, 1, 1, 2);
        FrameSampler.Uniform(1, 3).Should().Equal(0, 0, 0);
        FrameSampler.Uniform(9, 1).Should().Equal(0);
    }

    [Theory]
    [InlineData("seeded:42")]
    [InlineData("seeded:7:2")]
    [InlineData("uniform")]
    [InlineData("0,4,8")]
    [InlineData("8,0,0")]
    public void What_is_printed_can_be_parsed_again(string text)
    {
        FrameChoice.Parse(text).ToString().Should().Be(text);
        FrameChoice.Parse(text).Should().Be(FrameChoice.Parse($" {text} "));
    }

    [Theory]
    [InlineData("")]
    [InlineData("seeded")]
    [InlineData("seeded:")]
    [InlineData("seeded:-1")]
    [InlineData("seeded:1:0")]
    [InlineData("seeded:99999999999")]
    [InlineData("uniform:3")]
    [InlineData("1,,2")]
    [InlineData("1,-2")]
    [InlineData("1.5")]
    [InlineData("all")]
    public void Other_text_names_no_frames(string text) =>
        FluentActions.Invoking(() => FrameChoice.Parse(text)).Should().Throw<BadInputException>();

    [Fact]
    public void A_list_must_fit_the_clip_and_the_model()
    {
        FrameChoice.Parse("0,4,8").Indices(9, 3).Should().Equal(0, 4, 8);
        FluentActions.Invoking(() => FrameChoice.Parse("0,4,8").Indices(8, 3)).Should().Throw<VideoException>().WithMessage("*0 to 7*");
        FluentActions.Invoking(() => FrameChoice.Parse("0,4,8").Indices(9, 4)).Should().Throw<VideoException>()
            .WithMessage("3 frames*takes 4*");
    }

    private static string Sha(int[] indices) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<long>(indices.Select(i => (long)i).ToArray())));
}
