using Claims.Model;
using FsCheck;
using FsCheck.Xunit;
using static Claims.Tests.Model.Misfits;

namespace Claims.Tests.Model;

/// <summary>Clips, streams and gradients of any shape and type: a result, or an error that says what does not fit.</summary>
public sealed class MisfitClipTests : IDisposable
{
    private readonly MisfitModels _models = new();

    public void Dispose() => _models.Dispose();

    [Property(MaxTest = 200, Replay = Seed)]
    public Property Clips_that_do_not_fit_are_refused() => Each(Run);

    [Property(MaxTest = 200, Replay = Seed)]
    public Property Gradients_of_what_does_not_fit_are_refused() => Each(GradientsOf);

    [Property(MaxTest = 200, Replay = Seed)]
    public Property Streams_that_do_not_fit_are_refused() => Each(Parts);

    [Property(MaxTest = 3000), Trait("Category", "slow")]
    public Property Very_many_clips_that_do_not_fit_are_refused() => Each(Run);

    [Property(MaxTest = 3000), Trait("Category", "slow")]
    public Property Gradients_of_very_much_that_does_not_fit_are_refused() => Each(GradientsOf);

    [Property(MaxTest = 3000), Trait("Category", "slow")]
    public Property Very_many_streams_that_do_not_fit_are_refused() => Each(Parts);

    [Fact]
    public void Queries_of_no_clip_are_refused()
    {
        using var none = TorchSharp.torch.zeros(0, MisfitModels.Config.Tokens, MisfitModels.Config.HiddenSize);
        FluentActions.Invoking(() => _models.Vivit.QueryKeyValue(0, none)).Should().Throw<ArgumentException>().WithMessage("*[0, 9, 12]*");
    }

    private (string, Action) Run(Random random)
    {
        var (clips, keep) = (Value(random, MisfitModels.ClipShape), MisfitModels.Keep(random, MisfitModels.Config));
        return ($"run of {Text(clips)}, rows {List(keep.Rows)}", () =>
        {
            using var trace = _models.Vivit.Run(clips, keep);
            trace.Logits.shape.Should().Equal(clips.shape[0], 4);
        }
        );
    }

    private (string, Action) GradientsOf(Random random)
    {
        var (clips, label) = (Value(random, MisfitModels.ClipShape), random.Next(-1, 5));
        var (what, known, _) = _models.Trace(random, random.Next(2) == 0 ? Gradients.Needs : Sites.ResidPre);
        var atEnd = Value(random, 1, MisfitModels.Config.Tokens, MisfitModels.Config.HiddenSize);
        var (ofSites, alone) = (random.Next(2) == 0, random.Next(3) == 0);
        return (ofSites ? $"gradients of sites of {what} from {Text(atEnd)}"
            : $"gradient of class {label} of {Text(clips)}, {(alone ? "not run" : what)}", () =>
        {
            using (known)
            {
                if (ofSites)
                {
                    foreach (var (_, mlp, _, z) in Gradients.OfSites(_models.Vivit, known, atEnd))
                        mlp.shape.Length.Should().Be(z.shape.Length - 1);
                    return;
                }
                var (gradient, logits) = Gradients.OfClass(_models.Vivit, clips, label, alone ? null : known);
                gradient.shape.Should().Equal(clips.shape);
                logits.shape.Should().Equal(clips.shape[0], 4);
            }
        }
        );
    }

    private (string, Action) Parts(Random random)
    {
        var (vivit, layer) = (_models.Vivit, random.Next(-1, 4));
        long tokens = MisfitModels.Config.Tokens, width = MisfitModels.Config.HiddenSize;
        var stream = Value(random, [.. new long[] { 1, tokens, width }.Skip(random.Next(3))]);
        var parts = Value(random, [.. new long[] { 1, tokens, width }.Skip(random.Next(3))]);
        var z = Value(random, 1, MisfitModels.Config.Heads, tokens, MisfitModels.Config.HeadSize);
        return random.Next(6) switch
        {
            0 => ($"final norm of {Text(stream)}", () => vivit.FinalNorm(stream).shape.Should().Equal(stream.shape)),
            1 => ($"classes of {Text(stream)}", () => vivit.Classify(stream).shape.Should().Equal([.. stream.shape[..^1], 4])),
            2 => ($"parts {Text(parts)} of {Text(stream)}", () => vivit.FinalNormParts(stream, parts).shape[^1].Should().Be(width)),
            3 => ($"queries of {Text(stream)} in layer {layer}",
                () => vivit.QueryKeyValue(layer, stream).Key.shape.Should().Equal(stream.shape[0], 3, tokens, 4)),
            4 => ($"head updates of {Text(z)} in layer {layer}", () => vivit.HeadUpdates(layer, z).shape[^1].Should().Be(width)),
            _ => ($"attention's bias in layer {layer}", () => vivit.AttentionBias(layer).shape.Should().Equal(width)),
        };
    }
}
