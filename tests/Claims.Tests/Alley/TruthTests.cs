using Claims.Alley;
using Claims.Alley.Objects;
using Claims.Video.Frames;

namespace Claims.Tests.Alley;

/// <summary>Objects lie where the truth says: held against pixels, not against the code that draws.</summary>
public class TruthTests
{
    private static readonly AlleyView Plain = new() { Noise = false, Light = false };

    public static TheoryData<AlleyAction, AlleyObject> Objects() => new()
    {
        { AlleyAction.Bowling, AlleyObject.Ball }, { AlleyAction.Bowling, AlleyObject.Pins }, { AlleyAction.Bowling, AlleyObject.Gutter },
        { AlleyAction.Bowling, AlleyObject.Player },
        { AlleyAction.Golf, AlleyObject.Ball }, { AlleyAction.Golf, AlleyObject.Hole }, { AlleyAction.Basketball, AlleyObject.Ball },
        { AlleyAction.Basketball, AlleyObject.Hoop },
        { AlleyAction.Football, AlleyObject.Ball }, { AlleyAction.Football, AlleyObject.Goal },
        { AlleyAction.Football, AlleyObject.Keeper }, { AlleyAction.Billiards, AlleyObject.Ball },
        { AlleyAction.Billiards, AlleyObject.Pocket }, { AlleyAction.Juggling, AlleyObject.Ball }, { AlleyAction.Tennis, AlleyObject.Ball },
        { AlleyAction.Swinging, AlleyObject.Swing },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void What_leaving_a_thing_out_changes_lies_in_its_box(AlleyAction action, AlleyObject item)
    {
        var (frames, tight) = (0, 0);
        for (var seed = 100; seed < 112; seed++)
        {
            var with = AlleyWorld.Render(new(seed, action), Plain);
            var without = AlleyWorld.Render(new(seed, action), Plain with { Without = item });
            without.Truth.Of(item).Should().BeNull();
            for (var t = 0; t < AlleyWorld.Frames; t++)
            {
                // A pixel is an object's own where it covers a quarter of it: no less can change it by more than 64.
                var box = with.Truth.Box(item, t);
                if (Changed(with, without, t, by: 64) is not null)
                    box.Should().NotBeNull($"seed {seed}, frame {t}: there is something to see");
                if (box is null || Changed(with, without, t, by: 0) is not { } c)
                    continue;
                frames++;
                (c.Left >= box.Value.Left - 1 && c.Top >= box.Value.Top - 1 && c.Right <= box.Value.Right + 1
                    && c.Bottom <= box.Value.Bottom + 1).Should().BeTrue($"seed {seed}, frame {t}: {c} in {box}");
                tight += Math.Abs(c.Left - box.Value.Left) <= 1 && Math.Abs(c.Top - box.Value.Top) <= 1
                    && Math.Abs(c.Right - box.Value.Right) <= 1 && Math.Abs(c.Bottom - box.Value.Bottom) <= 1 ? 1 : 0;
            }
        }
        frames.Should().BeGreaterThan(50);
        tight.Should().BeGreaterThan(frames / 2, "most are hidden by nothing, and then the box is no larger than the item");
    }

    [Theory]
    [InlineData(AlleyAction.Bowling)]
    [InlineData(AlleyAction.Golf)]
    [InlineData(AlleyAction.Billiards)]
    public void The_ball_of_a_success_disappears_in_its_target(AlleyAction action)
    {
        var target =
            action switch { AlleyAction.Bowling => AlleyObject.Pins, AlleyAction.Golf => AlleyObject.Hole, _ => AlleyObject.Pocket };
        for (var seed = 200; seed < 220; seed++)
        {
            var truth = AlleyWorld.Render(new(seed, action, Outcome.Success), Plain).Truth;
            var ball = truth.Of(AlleyObject.Ball)!.Boxes;
            ball[^1].Should().BeNull($"seed {seed}");
            var last = Enumerable.Range(0, ball.Count).Last(t => ball[t] is not null);
            var (at, place) = (ball[last]!.Value, truth.Box(target, last)!.Value);
            (at.Left <= place.Right && at.Right >= place.Left && at.Top <= place.Bottom + 4 && at.Bottom >= place.Top - 4).Should()
                .BeTrue($"seed {seed}: {at} at {place}");
        }
    }

    [Fact]
    public void Pins_stay_as_they_are_beside_a_ball_in_the_gutter_and_fall_to_a_strike()
    {
        for (var seed = 300; seed < 320; seed++)
        {
            var gutter = AlleyWorld.Render(new(seed, AlleyAction.Bowling, Outcome.Failure), Plain).Truth.Of(AlleyObject.Pins)!.Boxes;
            gutter.Should().OnlyContain(box => box == gutter[0], $"seed {seed}");
            var strike = AlleyWorld.Render(new(seed, AlleyAction.Bowling, Outcome.Success), Plain).Truth.Of(AlleyObject.Pins)!.Boxes;
            strike[0].Should().Be(gutter[0]);
            (strike[^1]!.Value.Bottom - strike[^1]!.Value.Top).Should()
                .BeLessThan(strike[0]!.Value.Bottom - strike[0]!.Value.Top, $"seed {seed}: what lies is lower than what stands");
        }
    }

    [Fact]
    public void Tokens_are_those_that_a_box_touches_in_any_frame_of_the_tubelet()
    {
        var config = new ClipFormat { Frames = 4, ImageSize = 64, Tubelet = (2, 16, 16) };
        var item = new Annotation("ball", [new PixelBox(0, 0, 16, 16), new PixelBox(15, 16, 17, 17), null, new PixelBox(63, 63, 64, 64)]);
        var tokens = item.TokensPerTubelet(config);
        tokens.Should().HaveCount(2);
        tokens[0].Should().Equal(0, 4, 5);
        tokens[1].Should().Equal(16 + 15);
        FluentActions.Invoking(() => item.TokensPerTubelet(config with { Frames = 8 })).Should().Throw<ArgumentException>();
        // Pixels that fill no token are not seen.
        new Annotation("", [new PixelBox(0, 0, 40, 40)])
            .TokensPerTubelet(new ClipFormat { Frames = 1, ImageSize = 40, Tubelet = (1, 16, 16) })[0].Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void Tokens_of_the_truth_cover_its_boxes()
    {
        var config = new ClipFormat { Frames = AlleyWorld.Frames, ImageSize = AlleyWorld.Height, Tubelet = (2, 16, 16) };
        var truth = AlleyWorld.Render(new(7, AlleyAction.Bowling, Outcome.Failure)).Truth;
        var ball = truth.Tokens(AlleyObject.Ball, config);
        ball.Should().HaveCount(8);
        ball[0].Should().NotBeEmpty().And.OnlyContain(token => token < 16 && token / 4 >= 2, "it starts at the near end of the lane");
        truth.Tokens(AlleyObject.Goal, config).Should().HaveCount(8).And.OnlyContain(tokens => tokens.Count == 0);
    }

    private static PixelBox? Changed(AlleyClip one, AlleyClip other, int t, int by)
    {
        PixelBox? box = null;
        for (var y = 0; y < AlleyWorld.Height; y++)
        {
            for (var x = 0; x < AlleyWorld.Width; x++)
            {
                var at = ((t * AlleyWorld.Height + y) * AlleyWorld.Width + x) * 3;
                if (Enumerable.Range(at, 3).Any(i => Math.Abs(one.Frames[i] - other.Frames[i]) > by))
                    box = box is { } b ? new(Math.Min(b.Left, x), Math.Min(b.Top, y), Math.Max(b.Right, x + 1), Math.Max(b.Bottom, y + 1))
                        : new(x, y, x + 1, y + 1);
            }
        }
        return box;
    }
}
