using Claims.Checkpoints;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Model.Parity;

namespace Claims.Tests.Checkpoints.Dialects;

/// <summary>The same weights under the names that others give them: the logits are those of the reference.</summary>
public sealed class TensorNameTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly TemporaryFolder folder = Kept.Folder();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("ddp-module.safetensors")]
    [InlineData("orig-mod.safetensors")]
    [InlineData("transformers-5-names.safetensors", "transformers-5-names.config.json")]
    [InlineData("model.safetensors", "label2id-strings.config.json")]
    [InlineData("model.safetensors", "label2id-stale.config.json")]
    public void What_people_have_is_read(string weights, string config = "config.json")
    {
        folder.Put(weights, "model.safetensors");
        folder.Put(config, "config.json");

        MustGiveTheReference();
    }

    [Theory]
    [InlineData("module.", "")]
    [InlineData("_orig_mod.module.", "")]
    [InlineData("module._orig_mod.model.", "")]
    [InlineData("model.", "")]
    [InlineData("net.backbone.", "")]
    [InlineData("_fsdp_wrapped_module.", "_fsdp_wrapped_module._checkpoint_wrapped_module.")]
    [InlineData("", "_orig_mod.")]
    public void Whatever_wraps_every_name_is_passed_over(string first, string inBlocks)
    {
        folder.Write("model.safetensors", SafetensorsBytes.Of(Kept.Renamed(name => first + name.Replace(".layer.", $".layer.{inBlocks}"))));

        MustGiveTheReference();
    }

    [Fact]
    public void A_wrapper_around_the_modular_names_is_passed_over()
    {
        folder.Write("model.safetensors",
            SafetensorsBytes.Of(Golden.Load(Path.Combine(Kept.Root, "transformers-5-names.safetensors"))
                .Select(t => KeyValuePair.Create("module." + t.Key, t.Value))));

        MustGiveTheReference();
    }

    [Fact]
    public void A_prefix_that_only_some_names_have_is_refused_in_a_short_message()
    {
        folder.Write("model.safetensors",
            SafetensorsBytes.Of(Kept.Renamed(name => name.StartsWith("classifier", StringComparison.Ordinal) ? name : "student." + name)));

        var error = Refused();

        error.Fault.Should().Be(WeightsFault.Mismatch);
        error.Missing.Should().HaveCount(38);
        error.Message.Should().Contain("and 33 more").And.Match(message => message.Length < 1200);
    }

    [Fact]
    public void Two_models_in_one_file_are_not_taken_for_one()
    {
        folder.Write("model.safetensors", SafetensorsBytes.Of(
            Kept.Renamed(name => "module." + name).Concat(Kept.Tensors).ToDictionary(t => t.Key, t => t.Value)));

        Refused().Unexpected.Should().HaveCount(Kept.Tensors.Count).And.OnlyContain(name => name.StartsWith("module."));
    }

    [Theory]
    [InlineData("vivit.", "")]
    [InlineData("vivit.", "vivit.")]
    [InlineData("vivit.", "module.vivit.")]
    public void An_encoder_alone_is_told_from_a_broken_checkpoint(string from, string to)
    {
        folder.Write("model.safetensors", SafetensorsBytes.Of(Kept.Renamed(name => name.Replace(from, to))
            .Where(t => !t.Key.Contains("classifier"))));

        var error = Refused();

        error.Fault.Should().Be(WeightsFault.NoClassifier, error.Message);
        error.Message.Should().Contain("'classifier.weight'");
    }

    [Fact]
    public void An_adapter_that_is_not_merged_is_called_one()
    {
        folder.Write("model.safetensors", SafetensorsBytes.Of(Kept.Renamed(name => name.Replace("query.", "query.base_layer."))));

        Refused().Fault.Should().Be(WeightsFault.Adapter);
    }

    [Fact]
    public void A_name_of_a_million_parts_takes_no_time()
    {
        var name = string.Concat(Enumerable.Repeat("a.", 1_000_000));
        folder.Write("model.safetensors", SafetensorsBytes.Of([KeyValuePair.Create(name, new GoldenTensor("F32", [1], new byte[4]))]));

        Golden.Bounded(() => VideoModel.Load(folder.Path)).Should().BeOfType<WeightsException>();
    }

    private WeightsException Refused()
    {
        var load = () => VideoModel.Load(folder.Path);
        return load.Should().Throw<WeightsException>().Which;
    }

    private void MustGiveTheReference()
    {
        using var model = VideoModel.Load(folder.Path);
        ParityCheck.Run(model, Kept.Reference, Tolerance).Should().HaveCount(2).And.OnlyContain(row => row.Within);
        using var weights = VivitCheckpoint.ReadWeights(folder.Path, VivitCheckpoint.ReadConfig(folder.Path));
        weights.Cls.Equals(((Vivit)model).Weights.Cls).Should().BeTrue();
    }
}
