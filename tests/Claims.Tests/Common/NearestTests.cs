using Claims.Common;

namespace Claims.Tests.Common;

/// <summary>What was probably meant.</summary>
public sealed class NearestTests
{
    private static readonly string[] Names = ["verify", "drift", "history", "register", "list", "show", "test", "train", "MLP-SHARE"];

    [Theory]
    [InlineData("verfy", "verify")]
    [InlineData("evrify", "verify")]
    [InlineData("shwo", "show")]
    [InlineData("LIST", "list")]
    [InlineData("hist", "history,list")]
    [InlineData("MLP-SHAER", "MLP-SHARE")]
    [InlineData("mlp_share", "MLP-SHARE")]
    [InlineData("mlp", "MLP-SHARE")]
    [InlineData("tst", "test")]
    [InlineData("nonsense", "")]
    [InlineData("", "")]
    [InlineData("x", "")]
    public void Names_few_slips_away_or_that_begin_so(string typed, string near) =>
        string.Join(',', Nearest.Among(typed, Names)).Should().Be(near);

    [Fact]
    public void A_sentence_names_them_or_says_what_there_is()
    {
        Nearest.Remedy("verfy", Names, "There are others.").Should().Be("Did you mean verify?");
        Nearest.Remedy("hist", Names, "There are others.").Should().Be("Did you mean history or list?");
        Nearest.Remedy("nonsense", Names, "There are others.").Should().Be("There are others.");
    }

    [Fact]
    public void There_are_never_many() => Nearest.Among("abc", ["abd", "abe", "abf", "abg"]).Should().HaveCount(3);
}
