using System.Buffers.Binary;
using Claims.Checkpoints;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Tests.Checkpoints.Dialects;

/// <summary>Every value of every tensor is looked at when it is read: a model with one that is no number is no model.</summary>
public sealed class FiniteWeightsTests : IDisposable
{
    private const string OfTheAlley = "vivit.encoder.layer.6.output.dense.weight";

    private readonly TemporaryFolder folder = Kept.Folder();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_weight_that_is_no_number_is_named_with_its_place()
    {
        folder.Put("nan-weights.safetensors", "model.safetensors");

        var error = Refused();

        error.What.Should().Be("'vivit.encoder.layer.1.output.dense.weight' holds 1 value that is no number (at [0, 0]).");
        error.File.Should().Be(folder.File("model.safetensors"));
    }

    public static TheoryData<string> Names => [.. Kept.Tensors.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Whichever_tensor_it_is(string name)
    {
        var values = Kept.Tensors[name];
        Write(name, values with { Bytes = With(values.Bytes, (values.Bytes.Length / 4 - 1, float.PositiveInfinity)) });

        Refused().What.Should().Match($"'{name}' holds 1 value that is infinite (at [*]).");
    }

    [Theory]
    [InlineData(float.NaN, float.NaN, "2 values that are no numbers (the first at [1, 2])")]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity, "2 values that are infinite (the first at [1, 2])")]
    [InlineData(float.NaN, float.PositiveInfinity, "2 values that are no finite numbers (the first at [1, 2])")]
    public void They_are_counted(float one, float other, string counted)
    {
        Write("classifier.weight", Kept.Tensors["classifier.weight"] is var values
            ? values with { Bytes = With(values.Bytes, (1 * 12 + 2, one), (4 * 12 + 3, other)) } : null!);

        Refused().What.Should().Be($"'classifier.weight' holds {counted}.");
    }

    [Fact]
    public void Of_a_pickle_too()
    {
        var values = Kept.Tensors["classifier.bias"];
        folder.Write("pytorch_model.bin", TorchFile.Of(
            With("classifier.bias", values with { Bytes = With(values.Bytes, (3, float.NaN)) })));

        Refused().What.Should().Be("'classifier.bias' holds 1 value that is no number (at [3]).");
    }

    [Fact]
    public void Finite_values_whose_sum_is_not_are_finite()
    {
        var values = Kept.Tensors["classifier.bias"];
        Write("classifier.bias", values with { Bytes = With(values.Bytes, (0, float.MaxValue), (1, float.MaxValue)) });

        using var model = VideoModel.Load(folder.Path);
    }

    [Theory]
    [InlineData(ScalarType.Float16, "float16")]
    [InlineData(ScalarType.BFloat16, null)]
    public void What_a_narrow_type_cannot_hold_is_named(ScalarType dtype, string? named)
    {
        var values = Kept.Tensors["classifier.bias"];
        Write("classifier.bias", values with { Bytes = With(values.Bytes, (2, 70_000f)) });
        var load = () => VideoModel.Load(folder.Path, dtype: dtype).Dispose();

        if (named is null)
            load.Should().NotThrow();
        else
            load.Should().Throw<WeightsException>().Which.Message.Should().ContainAll(
                "'classifier.bias' holds 1 value that is infinite (at [2])",
                named, "--dtype float32");
    }

    [Theory]
    [InlineData("verify", "--subject", "alley", "--model")]
    [InlineData("drift", "--subject", "alley", "--candidate")]
    [InlineData("measure", "logits", "--clean", "alley:1:strike", "--corrupt", "alley:1:gutter", "--model")]
    public void No_command_comes_to_a_verdict_on_it(params string[] command)
    {
        var alley = Path.Combine(Repository.Fixtures, "alley");
        foreach (var file in new[] { "config.json", "preprocessor_config.json" })
            File.Copy(Path.Combine(alley, file), folder.File(file), overwrite: true);
        var tensors = Golden.Load(Path.Combine(alley, "model.safetensors"));
        tensors[OfTheAlley] = tensors[OfTheAlley] with { Bytes = With(tensors[OfTheAlley].Bytes, (0, float.NaN)) };
        folder.Write("model.safetensors", SafetensorsBytes.Of(tensors));

        CommandLine.Run([.. command, folder.Path, .. command[0] == "measure" ? [] : new[] { "--out", folder.File("out") }])
            .Should().Be(ExitCode.BadInput);
    }

    private void Write(string name, GoldenTensor values) => folder.Write("model.safetensors", SafetensorsBytes.Of(With(name, values)));

    private static Dictionary<string, GoldenTensor> With(string name, GoldenTensor values) => new(Kept.Tensors) { [name] = values };

    private static byte[] With(byte[] floats, params (int Place, float Value)[] values)
    {
        var bytes = floats.ToArray();
        foreach (var (place, value) in values)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * place), value);
        return bytes;
    }

    private WeightsException Refused()
    {
        var load = () => VideoModel.Load(folder.Path);
        var error = load.Should().Throw<WeightsException>().Which;
        error.Fault.Should().Be(WeightsFault.NotFinite, error.Message);
        return error;
    }
}
