using System.Text;
using Claims.Checkpoints;
using Claims.Checkpoints.Safetensors;
using static Claims.Checkpoints.Safetensors.SafetensorsFault;
using static Claims.Tests.Checkpoints.SafetensorsBytes;

namespace Claims.Tests.Checkpoints;

/// <summary>Files made to break one rule each, for the rules that no golden file breaks and for the bounds.</summary>
public class SafetensorsRuleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static readonly Dictionary<string, (SafetensorsFault Fault, Func<byte[]> File)> Broken = new()
    {
        ["an unknown field"] = (UnknownField, () => Of("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"extra":1}}""", 1)),
        ["a type that is known only"] = (DtypeUnsupported, () => Of("{" + Entry("a", "F8_E4M3", 0, 1, 1) + "}", 1)),
        ["unsigned 64-bit"] = (DtypeUnsupported, () => Of("{" + Entry("a", "U64", 0, 8, 1) + "}", 8)),
        ["a dtype that is a number"] = (DtypeUnknown, () => Of("""{"a":{"dtype":1,"shape":[1],"data_offsets":[0,1]}}""", 1)),
        ["no dtype"] = (MissingField, () => Of("""{"a":{"shape":[1],"data_offsets":[0,1]}}""", 1)),
        ["a shape that is a string"] = (ShapeInvalid, () => Of("""{"a":{"dtype":"U8","shape":"1","data_offsets":[0,1]}}""", 1)),
        ["a shape of 65 dimensions"] = (ShapeInvalid, () => Of("{" + Entry("a", "U8", 0, 1, [.. Enumerable.Repeat(1L, 65)]) + "}", 1)),
        ["a zero beside what overflows"] = (ShapeOverflow, () => Of("{" + Entry("a", "U8", 0, 0, 0, 1L << 40, 1L << 40) + "}")),
        ["an empty tensor inside another"] =
            (Overlap, () => Of("{" + Entry("a", "U8", 0, 4, 4) + "," + Entry("z", "U8", 2, 2, 0) + "}", 4)),
        ["a negative zero"] = (OffsetsInvalid, () => Of("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[-0,1]}}""", 1)),
        ["a name twice, escaped once"] =
            (DuplicateName, () => Of("{" + Entry("a", "U8", 0, 1, 1) + "," + Entry("\\u0061", "U8", 1, 2, 1) + "}", 2)),
        ["metadata twice"] = (DuplicateName, () => Of("""{"__metadata__":{},"__metadata__":{}}""")),
        ["metadata with a key twice"] = (MetadataInvalid, () => Of("""{"__metadata__":{"a":"1","a":"2"}}""")),
        ["metadata null"] = (MetadataInvalid, () => Of("""{"__metadata__":null}""")),
        ["half a surrogate pair"] = (HeaderNotUtf8, () => Of("{" + Entry("\\ud800", "U8", 0, 1, 1) + "}", 1)),
        ["nested too deep"] = (ShapeInvalid, () => Of("""{"a":{"shape": """ + new string('[', 20000))),
        ["a comment"] = (HeaderNotJson, () => Of("{/* */}")),
        ["a trailing comma"] = (HeaderNotJson, () => Of("{" + Entry("a", "U8", 0, 1, 1) + ",}", 1)),
        ["a second object"] = (HeaderTrailing, () => Of("{}{}")),
        ["a boolean of 2"] = (NotBoolean, () => Of(Encoding.ASCII.GetBytes("{" + Entry("a", "BOOL", 0, 2, 2) + "}"), [1, 2])),
        ["200 001 names"] = (TooManyTensors, TooMany),
        ["a shape without end"] =
            (ShapeInvalid, () =>
                Of("""{"a":{"dtype":"U8","data_offsets":[0,0],"shape":[0""" + string.Concat(Enumerable.Repeat(",0", 10_000_000)) + "]}}")),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    public static IEnumerable<SafetensorsFault> Faults => Broken.Values.Select(b => b.Fault);

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_broken_rule_is_named(string name)
    {
        var path = folder.Write("broken.safetensors", Broken[name].File());

        var error = Golden.Bounded(() =>
        {
            using var file = SafetensorsFile.Open(path);
            foreach (var tensor in file.Tensors.Keys)
                file.ReadBytes(tensor);
        });

        error.Should().BeOfType<SafetensorsException>(name).Which.Fault.Should().Be(Broken[name].Fault, error!.Message);
    }

    [Fact]
    public void Metadata_is_kept()
    {
        using var file = SafetensorsFile.Open(folder.Write("m.safetensors", Of("""{"__metadata__":{"format":"pt","b":"\u00e9"}}""")));

        file.Metadata.Should().Equal(new Dictionary<string, string> { ["format"] = "pt", ["b"] = "é" });
    }

    [Fact]
    public void A_name_in_a_message_cannot_write_to_the_terminal()
    {
        var open = () =>
            SafetensorsFile.Open(
                folder.Write("n.safetensors", Of("{" + Entry("\\u001b[2J" + new string('x', 10_000), "F12", 0, 1, 1) + "}", 1)));

        var message = open.Should().Throw<SafetensorsException>().Which.Message;
        message.Should().NotContain("\u001b").And.Contain("\\u001b[2J");
        message.Length.Should().BeLessThan(1000);
    }

    [Fact]
    public void A_missing_file_a_folder_and_a_device_are_errors()
    {
        foreach (var path in new[] { folder.File("absent"), folder.Path, "/dev/null" })
        {
            var open = () => SafetensorsFile.Open(path);
            open.Should().Throw<CheckpointException>().Which.File.Should().Be(path);
        }
    }

    [Fact]
    public void A_file_that_became_shorter_is_an_error()
    {
        var path = folder.Write("s.safetensors", Of("{" + Entry("a", "U8", 0, 4, 4) + "}", 4));
        using var file = SafetensorsFile.Open(path);
        using (var handle = File.OpenHandle(path, access: FileAccess.Write, share: FileShare.ReadWrite))
            RandomAccess.SetLength(handle, 20);
        var read = () => file.ReadBytes("a");

        read.Should().Throw<CheckpointException>();
    }

    private static byte[] TooMany()
    {
        var header = new StringBuilder("{");
        for (var i = 0; i <= 200_000; i++)
            header.Append(i == 0 ? "" : ",").Append(Entry($"{i}", "U8", 0, 0, 0));
        return Of(header.Append('}').ToString());
    }
}
