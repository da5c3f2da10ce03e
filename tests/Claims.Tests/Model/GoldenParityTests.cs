using Claims.Checkpoints.Safetensors;
using Claims.Common;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Model.Parity;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>The model against tensors that the original implementation computed (fixtures/golden/dev/README.md).</summary>
public sealed class GoldenParityTests
{
    private static readonly string Golden = Path.Combine(Repository.Fixtures, "golden", "dev");
    private static readonly string Reference = Path.Combine(Golden, "forward.safetensors");

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("pytorch_model.bin")]
    public void Every_recorded_tensor_is_within_1e_5(string weights)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "config.json", weights })
            File.Copy(Path.Combine(Golden, "vivit-tiny", file), folder.File(file));
        using var vivit = Vivit.Load(folder.Path);
        using var file_ = SafetensorsFile.Open(Reference);

        var rows = ParityCheck.Run(vivit, Reference, tolerance: 1e-5);

        rows.Should().HaveCount(file_.Tensors.Count - 2, "all but the two clips' pixel values are compared");
        rows.Should().OnlyContain(row => row.Within, "the worst is {0}", rows[^1]);
        rows.Where(row => row.Name.StartsWith("logits", StringComparison.Ordinal)).Should()
            .HaveCount(2).And.OnlyContain(row => row.MaxAbsolute <= 1e-4);
    }

    [Theory]
    [InlineData("mlp_out_b.7")]
    [InlineData("attentions_a.0")]
    [InlineData("hidden_states_a.12")]
    [InlineData("last_hidden_state_b")]
    public void A_changed_reference_is_named_as_beyond(string changed)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"));
        using (var file = SafetensorsFile.Open(Reference))
        {
            var clip = changed.Split('_', '.').Last(part => part is "a" or "b");
            SafetensorsWriter.Write(folder.File("changed.safetensors"), new[] { $"pixel_values_{clip}", $"logits_{clip}", changed }
                .Select(name => (name, name == changed ? file.Read(name) * 1.001 : file.Read(name))));
        }

        var rows = ParityCheck.Run(vivit, folder.File("changed.safetensors"), tolerance: 1e-4);

        rows.Should().ContainSingle(row => !row.Within).Which.Name.Should().Be(changed);
        rows[^1].Name.Should().Be(changed, "the worst comes last");
    }

    // The logits' norm is about 3: each difference is well within the relative tolerance beside it.
    [Theory]
    [InlineData(2e-5, 1e-5, true)]
    [InlineData(1.5e-4, 1e-4, false)]
    [InlineData(1.5e-4, 2e-4, true)]
    public void A_logit_may_differ_by_the_tolerance_or_1e_4(double difference, double tolerance, bool within)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"));
        using (var file = SafetensorsFile.Open(Reference))
        {
            var logits = file.Read("logits_a");
            logits[0, 3] += difference;
            SafetensorsWriter.Write(folder.File("changed.safetensors"),
                [("pixel_values_a", file.Read("pixel_values_a")), ("logits_a", logits)]);
        }

        var row = ParityCheck.Run(vivit, folder.File("changed.safetensors"), tolerance).Single();

        row.Within.Should().Be(within, "{0}", row);
        row.Relative.Should().BeLessThan(tolerance);
    }

    [Fact]
    public void A_recorded_tensor_that_is_not_a_number_is_beyond()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"));
        using (var file = SafetensorsFile.Open(Reference))
            SafetensorsWriter.Write(folder.File("nan.safetensors"),
                [("pixel_values_a", file.Read("pixel_values_a")), ("logits_a", file.Read("logits_a") * double.NaN)]);

        ParityCheck.Run(vivit, folder.File("nan.safetensors"), tolerance: 1).Should().OnlyContain(row => !row.Within);
    }

    [Theory]
    [InlineData("hidden_states_a.13", "layer")]
    [InlineData("hiddenstates_a.1", "not a name")]
    [InlineData("mlp_out_a", "not a name")]
    [InlineData("logits_b", "pixel_values_b")]
    public void A_reference_that_does_not_fit_is_bad_input(string name, string message)
    {
        using var folder = new TemporaryFolder();
        using var vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"));
        using var value = zeros(1, 10);
        SafetensorsWriter.Write(folder.File("odd.safetensors"), [(name, value)]);

        FluentActions.Invoking(() => ParityCheck.Run(vivit, folder.File("odd.safetensors"), 1e-4))
            .Should().Throw<BadInputException>().WithMessage($"*{message}*");
    }

    [Fact]
    public void Attention_rows_asked_for_are_rows_of_the_recorded_map()
    {
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"));
        using var file = SafetensorsFile.Open(Reference);
        using var trace = vivit.Run(file.Read("pixel_values_a"), Sites.PatternRows(17, 0).InLayers(5, 5));

        trace.Sites.Should().Equal(Site.Pattern(5));
        trace.PatternRows.Should().Equal(0, 17);
        var expected = file.Read("attentions_a.5").index_select(2, tensor(new long[] { 0, 17 }));
        Tensors.ShouldBeClose(trace[Site.Pattern(5)], expected, 1e-5, "two rows of the map");
    }

    [Fact]
    public void Logits_without_what_else_the_last_block_makes_are_the_references()
    {
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"));
        using var file = SafetensorsFile.Open(Reference);
        using var trace = vivit.Run(file.Read("pixel_values_a"), Sites.ResidPost.InLayers(10, 10));

        Tensors.ShouldBeClose(trace.Logits, file.Read("logits_a"), 1e-5, "the classifier reads CLS alone");
        var cls = vivit.LastReadout(trace[Site.ResidPost(10)])!;
        cls.shape.Should().Equal(1, 1, vivit.Config.HiddenSize);
        Tensors.ShouldBeClose(vivit.Classify(vivit.FinalNorm(cls[.., 0])), file.Read("logits_a"), 1e-5, "from the stream before it");
        Tensors.ShouldBeClose(cls, file.Read("hidden_states_a.12").narrow(1, 0, 1), 1e-5, "CLS behind it");
    }

    [Fact]
    public void Half_precision_is_near_and_no_more()
    {
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(Path.Combine(Golden, "vivit-tiny"), dtype: ScalarType.BFloat16);
        using var file = SafetensorsFile.Open(Reference);
        using var trace = vivit.Run(file.Read("pixel_values_a"));

        trace.Logits.dtype.Should().Be(ScalarType.BFloat16);
        Tensors.RelativeError(trace.Logits, file.Read("logits_a")).Should().BeInRange(1e-5, 0.05);
    }
}
