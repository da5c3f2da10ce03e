using Claims.Common;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>What does not fit is refused before anything is computed, and the message says what would.</summary>
public sealed class PatchTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Vivit _vivit = SmallVivit.Create(SmallVivit.Config(), seed: 1);
    private readonly Tensor _clip = SmallVivit.Clip(SmallVivit.Config(), seed: 2);

    public void Dispose()
    {
        _vivit.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void A_layer_a_head_and_a_token_must_exist()
    {
        MustRefuse(Patch.Zero(Site.MlpOut(3)), "*layers 0 to 2*");
        MustRefuse(Patch.Zero(Site.Z(0), head: 3), "*heads 0 to 2*");
        MustRefuse(Patch.Zero(Site.MlpOut(0), tokens: [9]), "*tokens 0 to 8*");
    }

    [Fact]
    public void A_value_must_fit_its_site()
    {
        MustRefuse(Patch.Set(Site.MlpOut(0), zeros(9, 11)), "*1, 9, 12*9, 11*");
        MustRefuse(Patch.Set(Site.MlpOut(0), zeros(2, 9, 12)), "*2, 9, 12*");
        MustRefuse(Patch.Set(Site.Z(0), zeros(9, 12)), "*1, 3, 9, 4*");
    }

    [Fact]
    public void Only_z_and_pattern_have_heads() =>
        FluentActions.Invoking(() => Patch.Zero(Site.MlpOut(0), head: 1)).Should().Throw<ArgumentException>().WithMessage("*L0.mlp_out*");

    [Fact]
    public void A_value_lands_where_it_is_meant_to_and_nowhere_else()
    {
        var site = Site.Z(1);
        using var before = _vivit.Run(_clip, Sites.Of(site));
        using var after = _vivit.Run(_clip, Sites.Of(site), Patch.Set(site, full([1], 7f), head: 2, tokens: [0, 4]));
        var changed = after[site].ne(before[site]);
        changed.sum().item<long>().Should().Be(2 * 4, "two tokens of one head of size 4");
        after[site][0, 2, 4].eq(7).all().item<bool>().Should().BeTrue();
        after[site][0, 2, 0].eq(7).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Rows_alone_may_be_given_for_the_tokens_patched()
    {
        var site = Site.MlpOut(1);
        var rows = randn(2, 12);
        using var after = _vivit.Run(_clip, Sites.Of(site), Patch.Set(site, rows, tokens: [6, 3]));
        after[site][0, 6].Equals(rows[0]).Should().BeTrue();
        after[site][0, 3].Equals(rows[1]).Should().BeTrue();
    }

    [Fact]
    public void A_site_that_was_not_kept_is_named_with_what_was()
    {
        using var trace = _vivit.Run(_clip, Sites.Of(Site.MlpOut(1)));
        FluentActions.Invoking(() => trace[Site.Z(1)]).Should().Throw<KeyNotFoundException>().WithMessage("*L1.z*Kept: L1.mlp_out*");
    }

    [Fact]
    public void Clips_of_another_shape_are_bad_input()
    {
        FluentActions.Invoking(() => _vivit.Run(zeros([1, 4, 3, 6, 7]))).Should().Throw<BadInputException>()
            .WithMessage("*1, 4, 3, 6, 7*4, 3, 6, 6*");
        FluentActions.Invoking(() => _vivit.Run(zeros([1, 4, 3, 6, 6], dtype: uint8))).Should().Throw<BadInputException>()
            .WithMessage("*Byte*");
    }

    private void MustRefuse(Patch patch, string message) =>
        FluentActions.Invoking(() => _vivit.Run(_clip, null, patch)).Should().Throw<ArgumentException>().WithMessage(message);
}
