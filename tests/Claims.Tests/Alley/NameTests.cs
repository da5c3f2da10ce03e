using Claims.Alley;
using Claims.Alley.Objects;
using Claims.Common;
using FsCheck.Xunit;

namespace Claims.Tests.Alley;

/// <summary>The text form of a clip, and which clips there are not.</summary>
public class NameTests
{
    [Property]
    public bool A_name_says_which_clip_it_is(long seed, byte word)
    {
        string[] forms = ["", .. AlleyWords.All.Select(one => ":" + one)];
        var text = AlleyClipId.Prefix + seed + forms[word % forms.Length];
        return AlleyClipId.Parse(text).ToString() == text;
    }

    [Fact]
    public void A_resolved_name_gives_the_same_clip()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var resolved = new AlleyClipId(seed).Resolve();
            resolved.Resolve().Should().Be(resolved);
            AlleyClipId.Parse(resolved.ToString()).Resolve().Should().Be(resolved);
        }
    }

    [Fact]
    public void Every_word_means_one_thing()
    {
        AlleyWords.All.Should().OnlyHaveUniqueItems().And.HaveCount(8 + 5 * 2);
        AlleyWorld.Labels.Should().StartWith("bowling").And.HaveCount(8);
        foreach (var word in AlleyWords.All)
        {
            var (action, outcome) = AlleyWords.Meaning(word)!.Value;
            (outcome is { } o ? action.Word(o) : action.Word()).Should().Be(word);
        }
    }

    [Theory]
    [InlineData("alley:7:strkie", "strkie")]
    [InlineData("alley:7:", "ends in \"\"")]
    [InlineData("alley:seven", "seven")]
    [InlineData("alley:", "64 bits")]
    [InlineData("alley:9223372036854775808", "64 bits")]
    [InlineData("alley:7:strike:2", "no clip of the alley")]
    [InlineData("7:strike", "no clip of the alley")]
    public void Text_of_another_form_is_refused(string text, string because) =>
        FluentActions.Invoking(() => AlleyClipId.Parse(text)).Should().Throw<BadInputException>()
            .WithMessage($"*{because}*").Which.Page.Should().Be("alley");

    [Theory]
    [InlineData(AlleyAction.Tennis, Outcome.Success)]
    [InlineData(AlleyAction.Bowling, Outcome.None)]
    [InlineData(null, Outcome.Success)]
    [InlineData((AlleyAction)8, null)]
    [InlineData(AlleyAction.Bowling, (Outcome)7)]
    public void A_clip_that_cannot_be_is_refused(AlleyAction? action, Outcome? outcome)
    {
        FluentActions.Invoking(() => AlleyWorld.Render(new(1, action, outcome))).Should().Throw<BadInputException>();
        FluentActions.Invoking(() => AlleyBatch.Values([new(1), new(1, action, outcome)])).Should().Throw<BadInputException>();
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(4097, 64)]
    [InlineData(16, 15)]
    [InlineData(16, 2049)]
    public void A_view_that_cannot_be_taken_is_refused(int frames, int size) =>
        FluentActions.Invoking(() => AlleyWorld.Render(new(1), new() { Frames = frames, Size = size })).Should().Throw<BadInputException>();
}
