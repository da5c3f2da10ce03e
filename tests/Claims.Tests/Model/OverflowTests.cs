using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Papers.AttentionGathers;
using Claims.Tests.Subjects;
using Claims.Verdicts;
using Claims.Verifications;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>Numbers that become too large on the way end a run with the place where they did: nothing is measured on them.</summary>
public sealed class OverflowTests
{
    private static readonly VivitConfig Config = SmallVivit.Config();

    [Fact]
    public void A_run_names_the_first_site()
    {
        using var scope = NewDisposeScope();
        using var model = Loud(ScalarType.Float16);
        var run = () => model.Run(SmallVivit.Clip(Config, 1));

        var error = run.Should().Throw<OverflowAtSiteException>().Which;
        error.Where.Should().Be("L1.mlp_out");
        error.Message.Should().MatchRegex(
            @"^L1\.mlp_out holds \d+ values that are infinite \(the first at \[0, \d+, \d+\]\), in float16\. .*--dtype float32\.$");
        error.Page.Should().Be("overflow");
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_wider_range_holds_them(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        using var model = Loud(dtype);
        model.Run(SmallVivit.Clip(Config, 1)).Logits.isfinite().all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void A_replay_names_it_too()
    {
        using var scope = NewDisposeScope();
        using var model = SmallVivit.Create(Config, 1);
        using var known = model.Run(SmallVivit.Clip(Config, 1), Sites.Residual);
        var value = full([1, Config.Tokens, Config.HiddenSize], float.PositiveInfinity);
        var replay = () => model.ReplayEach(known, [[Patch.Zero(Site.Z(1))], [Patch.Add(Site.AttnOut(2), value)]]).ToArray();

        replay.Should().Throw<OverflowAtSiteException>().Which.Where.Should().Be("L2.attn_out");
    }

    [Fact]
    public void What_is_kept_counts_though_the_logits_are_numbers()
    {
        using var scope = NewDisposeScope();
        using var model = SmallVivit.Create(Config, 1);
        var last = Config.Layers - 1;
        var patch = Patch.Add(Site.MlpOut(last), full([1, Config.Tokens, Config.HiddenSize], float.NaN), tokens: [2]);

        model.Run(SmallVivit.Clip(Config, 1), null, patch).Logits.isfinite().all().item<bool>().Should().BeTrue("CLS does not see it");
        var run = () => model.Run(SmallVivit.Clip(Config, 1), Sites.ResidPost, patch);
        run.Should().Throw<OverflowAtSiteException>().Which.Where.Should().Be($"L{last}.mlp_out");
    }

    [Fact]
    public void A_clip_of_no_numbers_is_refused_with_the_place()
    {
        using var scope = NewDisposeScope();
        using var model = SmallVivit.Create(Config, 1);
        var clip = SmallVivit.Clip(Config, 1);
        clip[0, 1, 2, 3, 4] = float.NaN;
        var run = () => model.Run(clip);

        run.Should().Throw<BadInputException>().Which.What.Should().Be("pixel_values hold 1 value that is no number (at [0, 1, 2, 3, 4]).");
    }

    [Fact]
    public void A_number_that_comes_off_a_tensor_is_one()
    {
        using var values = tensor(new[] { 1.0, double.NaN, double.PositiveInfinity });
        var read = () => values.Named("logit lens", "logit", Axis.Counting("place", 3));

        read.Should().Throw<BadInputException>().Which.What.Should()
            .Be("logit lens holds 2 of 3 values that are no finite numbers, the first in place 1.");
    }

    [Fact]
    public void A_claim_on_it_is_an_error_with_the_site_and_never_a_verdict()
    {
        var subject = TinySubject.Of() with { Load = (_, dtype) => Loud(dtype) };

        var tried = Verification.Run(subject, AttentionGathersPaper.Claims, new VerificationOptions { Dtype = ScalarType.Float16 })
            .Verdicts;

        tried.Should().NotContain(one => one.Verdict == Verdict.Holds || one.Verdict == Verdict.Refuted);
        tried.Where(one => one.Verdict == Verdict.Error).Should().NotBeEmpty()
            .And.OnlyContain(one => one.Judgement.Reason.Contains("L1.mlp_out holds"));
    }

    // A model whose second MLP writes numbers beyond float16.
    private static Vivit Loud(ScalarType dtype)
    {
        using var quiet = SmallVivit.Create(Config, 1);
        var loud = quiet.Weights.Map(weight => weight.clone());
        using (no_grad())
        {
            loud.Blocks[1].UpWeight.mul_(100);
            loud.Blocks[1].DownWeight.mul_(3e3);
        }
        using var made = new Vivit(Config, loud);
        return (Vivit)made.To(dtype);
    }
}
