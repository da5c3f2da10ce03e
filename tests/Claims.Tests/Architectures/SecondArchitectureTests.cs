using System.Text.Json;
using Claims.Alley;
using Claims.Checkpoints;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Measurements.Arrays;
using Claims.Measurements.Catalog;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Papers.AttentionGathers;
using Claims.Subjects;
using Claims.Verdicts;
using Claims.Verifications;
using Claims.Video;
using static TorchSharp.torch;

namespace Claims.Tests.Architectures;

/// <summary>Everything that speaks of a model runs on one that has no class token and is no ViViT, or says why not.</summary>
public sealed class SecondArchitectureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public SecondArchitectureTests() => _model = MeanCheckpoint.Write(_folder.File("model"));

    public void Dispose() => _folder.Dispose();

    private static Clip Open(VideoModel model, string outcome) =>
        Clip.Open($"alley:3:{outcome}", model.Clips with { Readers = [AlleyReader.Reader] });

    [Fact]
    public void A_folder_is_loaded_by_its_model_type()
    {
        using var model = VideoModel.Load(_model);
        model.Should().BeOfType<MeanPooled>();
        model.Shape.Tokens.Readout.Should().BeNull();
        using var clip = Open(model, "strike");
        using var trace = model.Run(clip);
        trace.Logits.shape.Should().Equal(1, 3);
        model.Class("golf").Should().Be(1);
    }

    [Fact]
    public void A_tensor_may_have_an_old_name()
    {
        MeanCheckpoint.Write(_model, change: weights =>
        {
            weights["old.head"] = weights["head.weight"];
            weights.Remove("head.weight");
        });
        using var model = VideoModel.Load(_model);
        model.NamedWeights.Keys.Should().Contain("head.weight");
    }

    [Fact]
    public void An_unknown_type_is_refused_with_the_known_ones()
    {
        File.WriteAllText(Path.Combine(_model, "config.json"), """{"model_type": "timelens"}""");
        FluentActions.Invoking(() => VideoModel.Load(_model)).Should().Throw<ConfigException>()
            .WithMessage("*'timelens'*'vivit'*'mean-pooled'*");
    }

    [Fact]
    public void A_replay_is_the_patched_run()
    {
        using var scope = NewDisposeScope();
        using var model = VideoModel.Load(_model);
        using Clip strike = Open(model, "strike"), gutter = Open(model, "gutter");
        using var donor = model.Run(strike, Sites.MlpOut | Sites.Z);
        using var known = model.Run(gutter, Sites.Residual);
        Patch[] patches = [Patch.With(donor, Site.MlpOut(4)), Patch.With(donor, Site.Z(7), head: 2)];
        using Trace replayed = model.Replay(known, patches), run = model.Run(gutter, null, patches);
        replayed.Logits.Equals(run.Logits).Should().BeTrue();
        replayed.Logits.Equals(known.Logits).Should().BeFalse();
    }

    [Fact]
    public void Lens_and_attribution_add_up_to_the_logits()
    {
        using var scope = NewDisposeScope();
        using var model = VideoModel.Load(_model);
        using var clip = Open(model, "strike");
        using var trace = model.Run(clip, DirectLogitAttribution.Needs | LogitLens.Needs);
        var (logits, dla) = (trace.Logits.Doubles(), DirectLogitAttribution.Of(model, trace));
        var classes = logits.Length;
        Enumerable.Range(0, classes).Select(label => dla.Components.Values.Where((_, i) => i % classes == label).Sum())
            .Zip(logits, (sum, logit) => Math.Abs(sum - logit)).Should().OnlyContain(gap => gap < 1e-4);
        LogitLens.Of(model, trace).Logits.Values.TakeLast(classes).Zip(logits, (a, b) => Math.Abs(a - b)).Should()
            .OnlyContain(gap => gap < 1e-5);
        for (var layer = 0; layer < model.Layers; layer++)
        {
            foreach (var label in Enumerable.Range(0, classes))
            {
                var heads = Enumerable.Range(0, model.Heads).Sum(head => dla.Heads[layer, head, label]) + dla.AttentionBiases[layer, label];
                heads.Should().BeApproximately(dla.Components[1 + 2 * layer, label], 1e-4);
            }
        }
    }

    public static TheoryData<string> MethodNames =>
        new(Methods.With(AttentionGathersPaper.Methods).Select(method => method.Name).Where(name => name != "probe-clips"));

    [Theory, MemberData(nameof(MethodNames))]
    public void Every_measurement_runs_or_says_why_not(string name)
    {
        using var scope = NewDisposeScope();
        using var model = VideoModel.Load(_model);
        using Clip strike = Open(model, "strike"), gutter = Open(model, "gutter");
        using var pair = new ClipPair(model, strike.PixelValues, gutter.PixelValues);
        var context = new MeasureContext(pair, TokenGrid.Of(model), new MeasureOptions { Draws = 1, Steps = 2 });
        var measure = () => Methods.With(AttentionGathersPaper.Methods).Single(method => method.Name == name).Measure(context).ToArray();
        if (name is "cls-attention" or "token-map" or "patching-tokens")
            measure.Should().Throw<NotApplicableException>().WithMessage("*class token*");
        else
            measure().SelectMany(variant => variant.Numbers).Should()
                .NotBeEmpty().And.OnlyContain(numbers => numbers.Values.Any(double.IsFinite));
    }

    [Fact]
    public void Every_claim_is_judged_or_says_why_not()
    {
        var subject = MeanCheckpoint.Subject(_folder.File("subject.json"), _model);
        CommandLine.Run(["verify", "--subject", subject, "--out", _folder.File("out"), "--device", "cpu"])
            .Should().BeOneOf(ExitCode.AsExpected, ExitCode.NotAsExpected);
        using var results = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.File("out"), "results.json")));
        var text = results.RootElement.GetRawText();
        text.Should().NotContain("\"error\"").And.Contain("not_applicable").And.Contain("class token");
    }

    [Fact]
    public void What_was_registered_to_hold_may_not_become_inapplicable_unseen()
    {
        var claim = Claim.That("ROW", "CLS looks somewhere", at: "nowhere").Reproduced("its row", by: [], expecting: _ => []);
        var registered = new Expectations("", "", new Dictionary<(string, Form), ExpectedForm>
        {
            [("ROW", Form.Reproduce)] = new(Expectation.Holds, null),
        });
        ClaimVerdict.NotApplicable(claim, claim.Forms[0], registered, "no class token").AsExpected.Should().BeFalse();
        ClaimVerdict.NotApplicable(claim, claim.Forms[0], null, "no class token").AsExpected.Should().BeTrue("nothing was registered");
    }

    [Fact]
    public void An_update_is_found()
    {
        var subject = MeanCheckpoint.Subject(_folder.File("subject.json"), _model);
        var after = MeanCheckpoint.Write(_folder.File("after"), change: weights => weights["4.down.weight"].mul_(-1));
        CommandLine.Run(
            ["drift", "--subject", subject, "--baseline", _model, "--candidate", after, "--claim", "MLP-SHARE", "--device", "cpu",
            "--out", _folder.File("drift")]).Should().BeOneOf(ExitCode.AsExpected, ExitCode.NotAsExpected);
        File.ReadAllText(Path.Combine(_folder.File("drift"), "results.json")).Should().Contain("L4 MLP");
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("measure", "cascade", "--clean", "alley:3:strike", "--corrupt", "alley:3:gutter", "--device", "cpu", "--model")]
    [InlineData("clip", "alley:3:strike", "--model")]
    public void Every_verb_takes_it(params string[] arguments)
    {
        CommandLine.Run([.. arguments, _model]).Should().Be(ExitCode.AsExpected);
    }
}
