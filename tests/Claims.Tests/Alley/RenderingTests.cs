using System.Security.Cryptography;
using Claims.Alley;
using Claims.Alley.Objects;

namespace Claims.Tests.Alley;

/// <summary>A clip is a function of its name: on every machine the same bytes, and two clips differ in what their names say.</summary>
public class RenderingTests
{
    public static TheoryData<AlleyAction> WithOutcome() => new(AlleyWords.Actions.Where(action => action.HasOutcome()));

    [Theory]
    [InlineData("alley:7:strike", "e2e4250e7fa0c36ae18f4f956fb0018b1b8b05cbbf0a49111e7a91c04dcf73c1")]
    [InlineData("alley:7:gutter", "08ba953c494e8cf8e8d0e8bc86fd347d92d54ff9a08104eb683a9c1c1adc4251")]
    [InlineData("alley:7:holed", "19b66025317c87fb2a11d642274d90501b153f860ed7be67a2de95b0f3f57565")]
    [InlineData("alley:7:missed", "a8c687795778651bfa8ce2e44fabc6c974bbd3cd68d3886809e75cdd33c82afa")]
    [InlineData("alley:7:scored", "47cf54378ac3b8a246ae4de1b442336aab3fbd1400678d9a059417ecc94632dd")]
    [InlineData("alley:7:wide", "7bd6531893abf2c6e7690ea8682591b65b6394c06847ebebe951e29c1cd11883")]
    [InlineData("alley:7:goal", "fb653dd066fd4832f93a7859b658149cb3ced99e27225956f867e0e5282eccd1")]
    [InlineData("alley:7:over", "4d28e268f147d414e4f271943bfde85d7f05a2f687ad2de9d1e2c580e2b17770")]
    [InlineData("alley:7:potted", "24a09c794cbc24870089026e1e6b2b5c9016b90ef4d0e1b953297ed79f90a377")]
    [InlineData("alley:7:rebound", "8ac47631f39c3485e93c2eb8c529970bdd1c8abd6c644c4d7aced36a9779988a")]
    [InlineData("alley:7:juggling", "8f74b406e4f34e13cfcd76f27c209c9be1eb844e9c979f63b5e89530c01c0152")]
    [InlineData("alley:7:tennis", "aeb8ff7671037e334dd3211789f7c4e48d04e2dc38a777e37ce51228c7fa38db")]
    [InlineData("alley:7:swinging", "56b3c40f7fc1720128465432c426c812cbd1fa67f356d4e0585fe04dca1bd66c")]
    [InlineData("alley:-5", "f46dac43de46d5b0c6e86890741ec05124fab3da83853c49c36e346f30c162cb")]
    public void A_clip_has_these_bytes(string clip, string sha256) =>
        Convert.ToHexStringLower(SHA256.HashData(Frames(clip))).Should()
            .Be(sha256, "trained models and registered expectations rest on these clips");

    [Theory]
    [MemberData(nameof(WithOutcome))]
    public void Two_outcomes_of_a_scene_differ_from_the_frame_where_the_paths_part_and_not_before(AlleyAction action)
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var (success, failure) =
                (AlleyWorld.Render(new(seed, action, Outcome.Success)), AlleyWorld.Render(new(seed, action, Outcome.Failure)));
            success.Scene.Should().BeEquivalentTo(failure.Scene);
            failure.PartsAt.Should().Be(success.PartsAt).And.BeInRange(1, 12, $"seed {seed}: both have time to be alike, and to differ");
            for (var t = 0; t < AlleyWorld.Frames; t++)
            {
                if (t <= success.PartsAt)
                    Frame(success, t).SequenceEqual(Frame(failure, t)).Should().Be(t < success.PartsAt, $"seed {seed}, frame {t}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithOutcome))]
    public void The_same_outcome_in_another_scene_differs_from_the_first_frame(AlleyAction action)
    {
        var (one, other) = (AlleyWorld.Render(new(1, action, Outcome.Success)), AlleyWorld.Render(new(2, action, Outcome.Success)));
        one.Outcome.Should().Be(other.Outcome);
        Frame(one, 0).SequenceEqual(Frame(other, 0)).Should().BeFalse();
    }

    [Fact]
    public void Actions_without_an_outcome_do_not_part()
    {
        foreach (var action in AlleyWords.Actions.Where(action => !action.HasOutcome()))
            AlleyWorld.Render(new(3, action)).Should().Match<AlleyClip>(clip => clip.PartsAt == null && clip.Outcome == Outcome.None);
    }

    [Fact]
    public void A_view_changes_how_a_clip_is_taken_and_not_what_is_in_it()
    {
        var (id, small) =
            (new AlleyClipId(7, AlleyAction.Bowling, Outcome.Success), AlleyWorld.Render(new(7, AlleyAction.Bowling, Outcome.Success)));
        var large = AlleyWorld.Render(id, new() { Size = 256, Frames = 32 });
        large.Frames.Should().HaveCount(32 * 256 * 256 * 3);
        for (var t = 0; t < 12; t++)
        {
            var (ball, fourfold) = (small.Truth.Box(AlleyObject.Ball, t)!.Value, large.Truth.Box(AlleyObject.Ball, 2 * t)!.Value);
            fourfold.Left.Should().BeCloseTo(4 * ball.Left, 4);
            fourfold.Bottom.Should().BeCloseTo(4 * ball.Bottom, 4);
        }
        var quiet = AlleyWorld.Render(id, new() { Noise = false });
        var differences = small.Frames.Zip(quiet.Frames, (a, b) => (double)(a - b)).ToArray();
        Math.Sqrt(differences.Average(d => d * d)).Should()
            .BeApproximately(small.Scene.Noise / 10.0, 0.3, "that is its standard deviation");
        differences.Average().Should().BeApproximately(-0.5, 0.05, "noise has no direction, and is rounded down");
    }

    private static byte[] Frames(string clip) => AlleyWorld.Render(AlleyClipId.Parse(clip)).Frames;

    private static ReadOnlySpan<byte> Frame(AlleyClip clip, int t) =>
        clip.Frames.AsSpan(t * AlleyWorld.Height * AlleyWorld.Width * 3, AlleyWorld.Height * AlleyWorld.Width * 3);
}
