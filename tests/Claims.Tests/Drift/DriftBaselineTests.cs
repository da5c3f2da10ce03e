using Claims.Drift;
using Claims.Drift.Decisions;
using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Model;
using Claims.Pairs;
using Claims.Papers.AttentionGathers;
using Claims.Subjects;
using Claims.Tests.Model;
using Claims.Tests.Subjects;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Drift;

/// <summary>Whole comparisons on small models.</summary>
public sealed class DriftBaselineTests
{
    private static readonly IReadOnlyList<Claim> Claims = [SameLabel.BothAreBowling, DirectAttribution.Identity];

    private static readonly Measure Draw =
        new("draw of an untrained model", runs =>
            [new Numbers("sum", "1", [],
                [runs.Untrained.Clean.Keeping(Sites.None).Logits.sum().to(
                    TorchSharp.torch.ScalarType.Float64).item<double>()])])
        { UntrainedOnly = true };

    [Fact]
    public void The_same_weights_are_equivalent_side_by_side_or_not()
    {
        foreach (var workers in new[] { 1, 2 })
        {
            var result = DriftBaseline.Measure(Subject(), Claims, new VerificationOptions { Workers = workers }).Compare(Subject());
            result.Claims.Should().NotBeEmpty().And.OnlyContain(claim => claim.Before.Verdict == claim.After.Verdict);
            result.Claims.SelectMany(claim => claim.Quantities).Should().NotBeEmpty().And.OnlyContain(quantity => quantity.Difference == 0);
            result.Weights.Components.Should().OnlyContain(component => component.Change == 0);
            result.Layers.Should().HaveCount(3).And.OnlyContain(layer => layer.Cls > 0.999999 && layer.PatchMean > 0.999999);
            result.Warnings.Should().BeEmpty();
        }
    }

    [Fact]
    public void Claims_about_a_head_follow_it_to_another_place()
    {
        var focus = Claim.That("HEAD", "says where head 0 looks", at: "here")
            .Reproduced("its CLS attention to itself", by: [HeadsSelf], expecting: samples =>
            [Check.Of("L0H0", "probability", samples.At(HeadsSelf, "CLS attention to itself", ("layer", "0"), ("head", "0"))).Above(0)]);
        var moved = Subject() with
        {
            Load = (_, _) =>
            {
                using var vivit = SmallVivit.Create(SmallVivit.Config(), 1);
                return BlockOrder.Apply(vivit,
                    [new([2, 0, 1], [.. Enumerable.Range(0, vivit.Config.MlpSize)]),
                        .. Enumerable.Repeat(BlockOrder.Same(3, vivit.Config.MlpSize), 2)]);
            },
        };
        var result = DriftBaseline.Measure(Subject(), [focus]).Compare(moved);
        result.Weights.Reordered.Should().ContainSingle();
        result.Claims[0].Quantities[0].Difference.Should().BeApproximately(0, 1e-6);
    }

    [Fact]
    public void Other_weights_have_drifted_and_the_claim_says_why()
    {
        var result = DriftBaseline.Measure(Subject(), Claims)
            .Compare(Subject() with { Load = (_, _) => SmallVivit.Create(SmallVivit.Config(), 2) });
        result.Decision.Should().Be(Decision.Drifted);
        result.Claims.Single(claim => claim.Decision == Decision.Drifted && claim.Before.Claim.Id == "DLA-IDENTITY").Reason.Should()
            .Contain("direct logit attribution of the class");
    }

    [Fact]
    public void A_class_that_is_gone_leaves_the_rest_to_be_compared()
    {
        var result = DriftBaseline.Measure(Subject(), Claims)
            .Compare(Subject() with { Load = (_, _) => SmallVivit.Create(SmallVivit.Config() with { Labels = ["chess", "go"] }, 1) });
        result.Decision.Should().Be(Decision.NotComparable, "untested is not passed");
        result.Claims.Should().OnlyContain(claim => claim.Decision == Decision.NotComparable);
        result.Claims[0].Reason.Should().Contain("no class \"bowling\"");
        result.Layers.Should().HaveCount(3);
        result.Weights.NotComparable.Should().ContainSingle();
    }

    [Fact]
    public void Other_depths_are_compared_where_both_have_a_layer()
    {
        var result = DriftBaseline.Measure(Subject(), Claims)
            .Compare(Subject() with { Load = (_, _) => SmallVivit.Create(SmallVivit.Config(layers: 2), 1) });
        result.Layers.Should().HaveCount(2);
        result.Weights.NotComparable.Should().ContainSingle().Which.Should().Contain("3 layers before, 2 after");
        result.Claims.SelectMany(claim => claim.Quantities).Should().Contain(quantity => quantity.Decision != Decision.NotComparable);
    }

    [Fact]
    public void Untrained_models_are_asked_once_for_both()
    {
        var taken = 0;
        var counting = Draw with { Compute = runs => { taken++; return Draw.Compute(runs); } };
        var claim = Claim.That("DRAW", "says nothing of the weights", at: "nowhere")
            .Reproduced("a draw", by: [counting], expecting: samples => [Check.Of("sum", "1", samples.At(counting, "sum")).Above(-1e9)]);
        DriftBaseline.Measure(Subject(), [claim]).Compare(Subject()).Claims[0].Decision.Should().Be(Decision.Equivalent);
        taken.Should().Be(Subject().Pairs.Count);
    }

    [Fact]
    public void Margins_registered_with_the_subject_stand_before_the_rule()
    {
        var registered = new Expectations("e5", "ten pairs", new Dictionary<(string, Form), ExpectedForm>
        {
            [("DLA-IDENTITY", Form.Controlled)] = new(Expectation.Holds, null)
            {
                Numbers = new Dictionary<string, RegisteredNumber>
                {
                    ["greatest gap between the sum and a logit"] = new(new RegisteredInterval(0, 1), 7),
                },
            },
        });
        var claims = DriftBaseline.Measure(Subject() with { Expectations = registered }, Claims)
            .Compare(Subject() with { Expectations = registered }).Claims;
        claims.Single(claim => claim.Before.Claim.Id == "DLA-IDENTITY" && claim.Before.Form.Form == Form.Controlled).Quantities.Should()
            .ContainSingle().Which.Margin.Should().Be(new Margin(7, MarginSource.Registered));
        claims[0].Quantities.Should().OnlyContain(quantity => quantity.Margin!.Source == MarginSource.Rule);
    }

    private static readonly Measure HeadsSelf =
        new("heads", runs =>
            [ClsAttention.Of(runs.Outcome.Model, runs.Grid, runs.Outcome.Clean.Keeping(ClsAttention.Needs)).ToSelf])
        {
            Needs =
            ClsAttention.Needs
        };

    private static Subject Subject() => TinySubject.Of() with { Target = "bowling" };
}
