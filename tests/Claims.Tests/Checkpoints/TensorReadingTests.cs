using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;
using Claims.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Checkpoints;

/// <summary>From bytes to tensors and back, in every element type.</summary>
public class TensorReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("dtypes.zip.pt", "dtypes")]
    [InlineData("views.legacy.pt", "views")]
    [InlineData("views.zip.pt", "views")]
    public void A_pickled_tensor_is_contiguous_and_has_the_file_s_type_shape_and_bits(string name, string expectedName)
    {
        var expected = Golden.Load(Path.Combine(Golden.Dev, "pickle", expectedName + ".expected.safetensors"));
        using var file = PickleFile.Open(Path.Combine(Golden.Dev, "pickle", name));
        foreach (var (tensorName, info) in file.Tensors)
        {
            using var tensor = file.Read(tensorName);
            using var inPieces = file.Read(tensorName, largestSpan: 24);

            tensor.dtype.Should().Be(info.Dtype);
            tensor.shape.Should().Equal(expected[tensorName].Shape);
            tensor.is_contiguous().Should().BeTrue();
            Bytes(tensor).Should().Equal(expected[tensorName].Bytes, tensorName);
            Bytes(inPieces).Should().Equal(expected[tensorName].Bytes, tensorName);
        }
    }

    [Fact]
    public void Half_bfloat16_and_double_weights_keep_their_bits()
    {
        float[] values = [0, -0f, 1, -2.5f, 0.1f, 65504, 1e-8f, float.PositiveInfinity, float.NaN];
        using var source = torch.tensor(values);
        SafetensorsWriter.Write(folder.File("model.safetensors"),
            [("f32", source), ("f16", source.to(ScalarType.Float16)), ("bf16", source.to(ScalarType.BFloat16)),
                ("f64", source.to(ScalarType.Float64))]);
        using var file = SafetensorsFile.Open(folder.File("model.safetensors"));

        file.ReadBytes("f32").Should().Equal(values.SelectMany(BitConverter.GetBytes));
        file.ReadBytes("f64").Should().Equal(values.SelectMany(v => BitConverter.GetBytes((double)v)));
        file.ReadBytes("f16")[..16].Should().Equal(values[..8].SelectMany(v => BitConverter.GetBytes((Half)v)));
        file.ReadBytes("bf16")[..16].Should().Equal(values[..8].SelectMany(v => BitConverter.GetBytes(RoundToBFloat16(v))));
        foreach (var (name, info) in file.Tensors)
        {
            using var tensor = file.Read(name);
            using var back = tensor.to(ScalarType.Float64);
            tensor.dtype.Should().Be(info.Dtype);
            back[3].ToDouble().Should().Be(-2.5);
            double.IsNaN(back[8].ToDouble()).Should().BeTrue();
        }
    }

    [Fact]
    public void Writing_is_deterministic_sorted_and_aligned()
    {
        using var a = torch.arange(6, dtype: ScalarType.Int64).reshape(2, 3);
        using var b = torch.tensor(1.5f);
        var metadata = new Dictionary<string, string> { ["z"] = "1", ["format"] = "pt" };

        SafetensorsWriter.Write(folder.File("1"), [("b", b), ("a", a), ("t", a.t()), ("empty", torch.empty([0, 3]))], metadata);
        SafetensorsWriter.Write(folder.File("2"), [("empty", torch.empty([0, 3])), ("t", a.t()), ("a", a), ("b", b)], metadata.Reverse()
            .ToDictionary());

        var bytes = File.ReadAllBytes(folder.File("1"));
        File.ReadAllBytes(folder.File("2")).Should().Equal(bytes);
        (BitConverter.ToInt64(bytes) % 8).Should().Be(0);
        Directory.GetFiles(folder.Path).Should().HaveCount(2, "temporary files are renamed");
        var read = Golden.Load(folder.File("1"));
        read.Keys.Should().Equal("a", "b", "empty", "t");
        read["t"].Shape.Should().Equal(3, 2);
        read["t"].Bytes.Should().Equal(new long[] { 0, 3, 1, 4, 2, 5 }.SelectMany(BitConverter.GetBytes));
        read["b"].Should().BeEquivalentTo(new GoldenTensor("F32", [], BitConverter.GetBytes(1.5f)));
        using var file = SafetensorsFile.Open(folder.File("1"));
        file.Metadata.Should().Equal(metadata);
    }

    [Fact]
    public void Long_values_are_written_in_pieces()
    {
        using var values = torch.arange(100, dtype: ScalarType.Int32);
        using var stream = new MemoryStream();

        SafetensorsWriter.WriteValues(stream, values, largestSpan: 28);

        stream.ToArray().Should().Equal(Enumerable.Range(0, 100).SelectMany(BitConverter.GetBytes));
    }

    [Fact]
    public void What_cannot_be_written_is_an_error_and_leaves_the_old_file()
    {
        using var one = torch.ones(1);
        using var complex = torch.zeros(1, dtype: ScalarType.ComplexFloat32);
        var path = folder.Write("old", "old");
        foreach (var tensors in new (string, Tensor)[][] { [("a", one), ("a", one)], [("__metadata__", one)], [("c", complex)] })
        {
            var write = () => SafetensorsWriter.Write(path, tensors);
            write.Should().Throw<ArgumentException>();
        }

        var elsewhere = () => SafetensorsWriter.Write(folder.File("absent/x"), [("a", one)]);
        elsewhere.Should().Throw<MissingException>().WithMessage(folder.File("absent/x") + ": cannot be written (*");
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFileSystemEntries(folder.Path).Should().HaveCount(1);
    }

    [Fact]
    public void A_tensor_that_was_read_outlives_its_file()
    {
        Tensor tensor;
        using (var file = SafetensorsFile.Open(Path.Combine(Golden.Tiny, "model.safetensors")))
            tensor = file.Read("classifier.bias");

        using (tensor)
            Bytes(tensor).Should().Equal(Golden.Load(Path.Combine(Golden.Tiny, "model.safetensors"))["classifier.bias"].Bytes);
    }

    private static byte[] Bytes(Tensor tensor) => tensor.numel() == 0 ? [] : tensor.bytes.ToArray();

    /// <summary>To nearest, ties to even.</summary>
    private static ushort RoundToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsInfinity(value) ? (ushort)(bits >> 16) : (ushort)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
    }
}
