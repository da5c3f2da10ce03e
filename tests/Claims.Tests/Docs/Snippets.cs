using Claims.Alley;
using Claims.Alley.Objects;
using Claims.Alley.Training;
using Claims.Checkpoints.Safetensors;
using Claims.Measurements.Interventions;
using Claims.Measurements.Readings;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Sampling;
using static TorchSharp.torch;

namespace Claims.Tests.Docs;

/// <summary>
/// The C# of README.md and docs/, line for line: compiled here, run here, and compared with the pages by <see cref="DocumentationTests"/>.
/// </summary>
public sealed class Snippets
{
    [Fact]
    public void Readme() => InTheCheckout((strikeClip, gutterClip) =>
    {
        using var model = VideoModel.Load("fixtures/golden/dev/vivit-tiny");
        using var strike = model.Run(model.Open("fixtures/golden/dev/forward.safetensors#pixel_values_a"), Sites.MlpOut);
        using var gutter = model.Run(model.Open("fixtures/golden/dev/forward.safetensors#pixel_values_b"), Sites.Residual);
        using var patched = model.Replay(gutter, Patch.With(strike, Site.MlpOut(4)));
        using var ablated = model.Replay(gutter, Site.ResidPost(11), Patch.Zero(Site.Z(9), head: 8));
        ablated.Logits.Equals(gutter.Logits).Should().BeFalse();
    });

    [Fact]
    public void Patching() => InTheCheckout((strikeClip, gutterClip) =>
    {
        using var vivit = Vivit.Load("fixtures/golden/dev/vivit-tiny");

        // Keep the MLP updates of layers 4 to 10, and what CLS attends to everywhere.
        using var strike = vivit.Run(strikeClip, Sites.MlpOut.InLayers(4, 10) | Sites.PatternRows(0));

        // Keep the residual stream: what a replay starts from.
        using var gutter = vivit.Run(gutterClip, Sites.Residual);

        // Denoising: one MLP update of the strike run in the gutter run.
        using var patched = vivit.Replay(gutter, Sites.ResidPost, Patch.With(strike, Site.MlpOut(4)));

        // A head, some tokens, zero: any of them together.
        using var ablated =
            vivit.Replay(gutter, Patch.Zero(Site.Z(9), head: 8), Patch.With(strike, Site.MlpOut(5), tokens: [0]));

        // Many at once: they go through the model side by side.
        Patch[][] everyLayer = [.. Enumerable.Range(4, 7).Select(layer => new[] { Patch.With(strike, Site.MlpOut(layer)) })];
        foreach (var (run, result) in vivit.ReplayEach(gutter, everyLayer, Sites.None))
        {
            using (result)
                Console.WriteLine($"L{4 + run}: {result.Logits[0, 0].item<float>()}");
        }
    });

    [Fact]
    public void Clips() => InTheCheckout((_, _) =>
    {
        var options = VideoModel.ClipsOf("fixtures/golden/dev/vivit-tiny") with { Choice = new FrameChoice.Uniform() };
        using var clip = Clip.Open("fixtures/golden/dev/frames.safetensors#frames_a", options); // or a video file, or a folder of images
        var input = clip.PixelValues;   // [1, T, 3, H, W]
        input.shape.Should().Equal(1, 8, 3, 32, 32);
    });

    [Fact]
    public void Train()
    {
        using var temporary = new TemporaryFolder();
        var cache = temporary.Path;
        using var untrained = AlleyModels.Untrained();
        var folder = AlleyModels.WriteUntrained(Path.Combine(cache, "alley-untrained"));
        var heldOut = HeldOutAccuracy.Of(untrained, clips: 16);
        heldOut.Accuracy.Should().BeLessThan(0.6);
        using var read = Vivit.Load(folder);
        read.Config.Should().BeEquivalentTo(AlleyModels.Config);
    }

    [Fact]
    public void Measurements() => InTheCheckout((strikeClip, _) =>
    {
        using var vivit = Vivit.Load("fixtures/golden/dev/vivit-tiny");
        var grid = TokenGrid.Of(vivit);
        using var strike =
            vivit.Run(strikeClip, DirectLogitAttribution.Needs | LogitLens.Needs | ClsAttention.Needs | TokenMap.Needs(vivit.Layers));

        var logits = ClassLogits.Of(vivit, strike);                                    // logits.Top(5)
        var parts = DirectLogitAttribution.Of(vivit, strike);                          // parts.Heads[9, 8, logits.Predicted]
        var map = TokenMap.Raw(vivit, grid, strike, logits.Predicted);                 // [tubelet, row, column]
        var attention = ClsAttention.Of(vivit, grid, strike);                          // attention.Drift.Persistence[10, 8]
        var curve =
            TokenAblation.Of(vivit, grid, strikeClip, map.Values, [grid.Share(0.01), grid.Share(0.10), grid.Share(0.50)],
                PixelFill.Zero, draws: 10);

        (parts.Logits.Values[logits.Predicted] - logits.Logits.Values[logits.Predicted]).Should().BeApproximately(0, 1e-5);
        attention.Drift.Persistence[10, 8].Should().BeInRange(0, 1);
        curve.Ranked[1, logits.Predicted].Should().NotBe(curve.RandomMean[1, logits.Predicted]);
    });

    [Fact]
    public void Alley()
    {
        var strike = AlleyWorld.Render(new AlleyClipId(7, AlleyAction.Bowling, Outcome.Success));
        var parts = strike.PartsAt;                             // the first frame that differs from the gutter ball's
        var ball = strike.Truth.Box(AlleyObject.Ball, frame: 3);      // in pixels; null where it is out of the picture
        using var batch = AlleyBatch.PixelValues([new AlleyClipId(7), new AlleyClipId(8)]);  // [2, 16, 3, 64, 64], pixel / 127.5 - 1

        using var clip = Clip.Open("alley:7:gutter", AlleyWorld.ClipOptions);  // its Readers know alley:SEED[:WORD]
        var pins = clip.Annotations.Single(item => item.Name == "pins");

        parts.Should().BeGreaterThan(0);
        ball.Should().NotBeNull();
        batch.shape.Should().Equal(2, 16, 3, 64, 64);
        pins.TokensPerTubelet(new ClipFormat { Frames = 16, ImageSize = 64 }).Should().OnlyContain(tokens => tokens.Count > 0);
    }

    private static void InTheCheckout(Action<Tensor, Tensor> snippet)
    {
        var before = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(Repository.Root);
        try
        {
            using var scope = NewDisposeScope();
            using var clips = SafetensorsFile.Open("fixtures/golden/dev/forward.safetensors");
            snippet(clips.Read("pixel_values_a"), clips.Read("pixel_values_b"));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }
}
