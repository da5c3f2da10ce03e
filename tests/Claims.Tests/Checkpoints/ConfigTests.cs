using System.Text.Json.Nodes;
using Claims.Checkpoints;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static Claims.Checkpoints.ConfigFault;

namespace Claims.Tests.Checkpoints;

/// <summary>config.json: every field honoured, every other one refused.</summary>
public class ConfigTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_small_model_is_read_as_it_is()
    {
        var config = VivitConfig.Read(Path.Combine(Golden.Tiny, "config.json"));

        config.Should().BeEquivalentTo(new
        {
            HiddenSize = 48,
            Layers = 12,
            Heads = 12,
            MlpSize = 192,
            Activation = Activation.GeluFast,
            LayerNormEps = 1e-6,
            QkvBias = true,
            ImageSize = 32,
            Frames = 8,
            TubeletSize = (2, 8, 8),
            Channels = 3,
            HeadSize = 4,
            Grid = (4, 4, 4),
            PatchTokens = 64,
            Tokens = 65,
        });
        config.Labels.Should().HaveCount(10);
        config.Labels[3].Should().Be("bowling");
    }

    [Fact]
    public void What_is_absent_has_the_defaults_of_the_original()
    {
        var config = Read("""{"model_type": "vivit"}""");

        config.Should().BeEquivalentTo(new
        {
            HiddenSize = 768,
            Layers = 12,
            Heads = 12,
            MlpSize = 3072,
            Activation = Activation.GeluFast,
            LayerNormEps = 1e-6,
            QkvBias = true,
            ImageSize = 224,
            Frames = 32,
            TubeletSize = (2, 16, 16),
            Channels = 3,
            HeadSize = 64,
            Grid = (16, 14, 14),
            PatchTokens = 3136,
            Tokens = 3137,
            Labels = new[] { "LABEL_0", "LABEL_1" },
        });
    }

    [Fact]
    public void The_published_checkpoint_s_fields_are_understood()
    {
        var config = With(c =>
        {
            c["video_size"] = new JsonArray(32, 224, 224); // as fine-tuned models have it whatever their num_frames is
            c["pooler_act"] = "tanh";
            c["pooler_output_size"] = 48;
            c["attention_probs_dropout_prob"] = 0.1;
            c["_name_or_path"] = "google/vivit-b-16x2-kinetics400";
            c["dtype"] = "float32";
            c["use_cache"] = true;
            c["problem_type"] = null;
            c["pruned_heads"] = new JsonObject();
        });

        config.Tokens.Should().Be(65);
    }

    [Theory]
    [InlineData("gelu", Activation.Gelu)]
    [InlineData("gelu_fast", Activation.GeluFast)]
    [InlineData("gelu_new", Activation.GeluNew)]
    [InlineData("gelu_pytorch_tanh", Activation.GeluPytorchTanh)]
    [InlineData("relu", Activation.Relu)]
    public void Every_activation_is_honoured(string name, Activation activation) =>
        With("hidden_act", name).Activation.Should().Be(activation);

    [Fact]
    public void Every_option_is_honoured()
    {
        With("qkv_bias", false).QkvBias.Should().BeFalse();
        With("layer_norm_eps", 1e-12).LayerNormEps.Should().Be(1e-12);
        With("image_size", 65).Grid.Should().Be((4, 8, 8)); // what does not fill a tubelet is not seen
        With("num_frames", 9).Grid.Should().Be((4, 4, 4));
        With("tubelet_size", new JsonArray(4, 16, 8)).Grid.Should().Be((2, 2, 4));
        With("image_size", new JsonArray(32, 32)).ImageSize.Should().Be(32);
        With("num_channels", 1).Channels.Should().Be(1);
    }

    [Theory]
    [InlineData("quantization_config", "{}", UnknownField)]
    [InlineData("auto_map", "{}", UnknownField)]
    [InlineData("hiden_size", "48", UnknownField)]
    [InlineData("hidden_act", "\"quick_gelu\"", Unsupported)]
    [InlineData("hidden_act", "5", WrongType)]
    [InlineData("model_type", "\"timesformer\"", Unsupported)]
    [InlineData("architectures", "[\"VivitModel\"]", Unsupported)]
    [InlineData("architectures", "\"VivitForVideoClassification\"", Unsupported)]
    [InlineData("pruned_heads", "{\"0\": [1]}", Unsupported)]
    [InlineData("hidden_size", "50", Contradiction)]
    [InlineData("hidden_size", "0", OutOfRange)]
    [InlineData("hidden_size", "-48", OutOfRange)]
    [InlineData("hidden_size", "48.5", WrongType)]
    [InlineData("hidden_size", "\"48\"", WrongType)]
    [InlineData("hidden_size", "99999999999999999999", WrongType)]
    [InlineData("num_hidden_layers", "100000", OutOfRange)]
    [InlineData("num_attention_heads", "0", OutOfRange)]
    [InlineData("intermediate_size", "0", OutOfRange)]
    [InlineData("layer_norm_eps", "0", OutOfRange)]
    [InlineData("layer_norm_eps", "1e999", OutOfRange)]
    [InlineData("layer_norm_eps", "\"1e-6\"", WrongType)]
    [InlineData("qkv_bias", "1", WrongType)]
    [InlineData("image_size", "[32, 48]", Unsupported)]
    [InlineData("image_size", "[32]", Unsupported)]
    [InlineData("image_size", "\"32\"", WrongType)]
    [InlineData("image_size", "7", Contradiction)]
    [InlineData("num_frames", "1", Contradiction)]
    [InlineData("tubelet_size", "[2, 8]", WrongType)]
    [InlineData("tubelet_size", "[0, 8, 8]", OutOfRange)]
    [InlineData("tubelet_size", "16", WrongType)]
    [InlineData("hidden_dropout_prob", "1", OutOfRange)]
    [InlineData("attention_probs_dropout_prob", "-0.1", OutOfRange)]
    [InlineData("num_labels", "11", Contradiction)]
    [InlineData("id2label", "{\"0\": \"a\", \"2\": \"b\"}", Contradiction)]
    [InlineData("id2label", "{\"00\": \"a\"}", Contradiction)]
    [InlineData("id2label", "{}", OutOfRange)]
    [InlineData("id2label", "[\"a\"]", WrongType)]
    [InlineData("id2label", "{\"0\": 5}", WrongType)]
    [InlineData("label2id", "{\"bowling\": 4}", Contradiction)]
    [InlineData("label2id", "{\"bowling\": 99}", Contradiction)]
    [InlineData("label2id", "{\"bowling\": \"x\"}", WrongType)]
    [InlineData("label2id", "{\"bowling\": 3.5}", WrongType)]
    public void What_cannot_be_honoured_is_an_error_that_names_it(string field, string value, ConfigFault fault)
    {
        var read = () => With(field, JsonNode.Parse(value));

        var error = read.Should().Throw<ConfigException>().Which;
        error.Fault.Should().Be(fault, error.Message);
        error.Message.Should().Contain(field);
    }

    [Fact]
    public void Classes_numbered_differently_in_two_fields_are_an_error()
    {
        var read = () => With(c => (c["label2id"]!["bowling"], c["label2id"]!["yoga"]) = (8, 3));

        read.Should().Throw<ConfigException>().Which.Fault.Should().Be(Contradiction);
    }

    [Fact]
    public void More_tokens_than_any_model_has_are_an_error()
    {
        var read = () => With(c => (c["image_size"], c["num_frames"], c["tubelet_size"]) = (16384, 16384, new JsonArray(1, 1, 1)));

        read.Should().Throw<ConfigException>().Which.Fault.Should().Be(OutOfRange);
    }

    [Fact]
    public void A_file_of_many_megabytes_is_not_read()
    {
        var read = () => With("_name_or_path", new string('x', 17 << 20));

        read.Should().Throw<ConfigException>().Which.Fault.Should().Be(NotJson);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"model_type\": \"vivit\", \"model_type\": \"vivit\"}")]
    [InlineData("{\"model_type\": \"vivit\",}")]
    [InlineData("{\"model_type\": \"\\ud800\"}")]
    [InlineData("{\"\\ud800\": 1, \"model_type\": \"vivit\"}")]
    [InlineData("{\"a\": [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}")]
    public void What_is_not_a_JSON_object_is_an_error(string text)
    {
        var read = () => Read(text);

        read.Should().Throw<ConfigException>().Which.Fault.Should().Be(NotJson);
    }

    private VivitConfig Read(string text) => VivitConfig.Read(folder.Write("config.json", text));

    private VivitConfig With(string field, JsonNode? value) => With(c => c[field] = value);

    private VivitConfig With(Action<JsonObject> change)
    {
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden.Tiny, "config.json")))!.AsObject();
        change(config);
        return Read(config.ToJsonString());
    }
}
