using Claims.Common;
using Claims.Model;

namespace Claims.Tests.Model;

public sealed class SiteTests
{
    [Theory]
    [InlineData("L4.mlp_out", 4, SiteKind.MlpOut)]
    [InlineData("blocks.4.hook_mlp_out", 4, SiteKind.MlpOut)]
    [InlineData("blocks.11.attn.hook_z", 11, SiteKind.Z)]
    [InlineData("blocks.0.hook_resid_pre", 0, SiteKind.ResidPre)]
    [InlineData("L10.pattern", 10, SiteKind.Pattern)]
    public void Both_spellings_are_read(string text, int layer, SiteKind kind) => Site.Parse(text).Should().Be(new Site(layer, kind));

    [Theory]
    [InlineData("L4")]
    [InlineData("mlp_out")]
    [InlineData("L4.mlp")]
    [InlineData("L-1.mlp_out")]
    [InlineData("Lx.mlp_out")]
    [InlineData("")]
    public void Anything_else_is_bad_input(string text) =>
        FluentActions.Invoking(() => Site.Parse(text)).Should().Throw<BadInputException>().WithMessage("*mlp_out*");

    [Fact]
    public void Every_kind_is_read_as_it_is_printed()
    {
        foreach (var kind in Enum.GetValues<SiteKind>())
            Site.Parse(new Site(7, kind).ToString()).Should().Be(new Site(7, kind));
    }

    [Fact]
    public void Sites_are_ordered_as_a_run_reaches_them() =>
        new[] { Site.ResidPost(0), Site.MlpOut(0), Site.ResidPre(1), Site.Z(0), Site.Pattern(0), Site.AttnOut(0), Site.ResidMid(0),
            Site.ResidPre(0) }.Order().Should()
            .Equal(Site.ResidPre(0), Site.Pattern(0), Site.Z(0), Site.AttnOut(0), Site.ResidMid(0), Site.MlpOut(0), Site.ResidPost(0),
                Site.ResidPre(1));

    [Fact]
    public void A_set_holds_what_it_was_made_of()
    {
        var sites = Sites.MlpOut.InLayers(4, 10) | Sites.Of(Site.ResidPost(11));
        sites.Contains(Site.MlpOut(4)).Should().BeTrue();
        sites.Contains(Site.MlpOut(10)).Should().BeTrue();
        sites.Contains(Site.MlpOut(3)).Should().BeFalse();
        sites.Contains(Site.MlpOut(11)).Should().BeFalse();
        sites.Contains(Site.ResidPost(11)).Should().BeTrue();
        sites.Contains(Site.AttnOut(5)).Should().BeFalse();
        sites.Contains(Site.Pattern(5)).Should().BeFalse("attention maps are made only when asked for");
    }

    [Fact]
    public void Rows_of_patterns_add_up()
    {
        (Sites.PatternRows(0) | Sites.PatternRows(5, 2)).Rows.Should().Equal(0, 2, 5);
        (Sites.PatternRows(0) | Sites.Pattern).Rows.Should().BeNull("the whole map holds every row");
        (Sites.PatternRows(0) | Sites.MlpOut).Rows.Should().Equal(0);
    }
}
