using System.Buffers.Binary;
using Claims.Checkpoints.Pickles;
using static Claims.Checkpoints.Pickles.PickleFault;

namespace Claims.Tests.Checkpoints;

/// <summary>Files made to break one rule each, for the rules that no golden file breaks and for the bounds.</summary>
public class PickleRuleTests : IDisposable
{
    private static readonly byte[] FourFloats = new byte[16];
    private readonly TemporaryFolder folder = new();

    private static readonly Dictionary<string, (PickleFault Fault, Func<byte[]> File)> Broken = new()
    {
        ["attribute path in the name"] =
            (RefusedGlobal, () => Zip(new PickleBytes().Proto().Global("torch", "_utils._rebuild_tensor_v2").Stop())),
        ["attribute path in the name, from the stack"] =
            (RefusedGlobal, () => Zip(new PickleBytes().Proto().Text("torch").Text("_utils._rebuild_tensor_v2").Op("\u0093").Stop())),
        ["STACK_GLOBAL on numbers"] = (BadOperand, () => Zip(new PickleBytes().Proto().Int(1).Int(2).Op("\u0093").Stop())),
        ["INST of an allowed class"] = (RefusedOpcode, () => Zip(new PickleBytes().Proto().Op("(icollections\nOrderedDict\n").Stop())),
        ["NEWOBJ of an allowed class"] =
            (RefusedOpcode, () => Zip(new PickleBytes().Proto().Global("collections", "OrderedDict").Op(")\u0081").Stop())),
        ["a storage class is called"] = (BadArguments, () => Zip(PickleBytes.With(p => p.Global("torch", "FloatStorage").Op(")R")))),
        ["OrderedDict with arguments"] =
            (BadArguments, () => Zip(new PickleBytes().Proto().Global("collections", "OrderedDict").Int(5).Op("\u0085R").Stop())),
        ["a number is called"] = (BadOperand, () => Zip(new PickleBytes().Proto().Int(5).Op(")R").Stop())),
        ["items for a number"] = (BadOperand, () => Zip(new PickleBytes().Proto().Int(5).Int(1).Int(2).Op("s").Stop())),
        ["a key without a value"] = (BadOperand, () => Zip(new PickleBytes().Proto().Op("}(").Int(1).Op("u").Stop())),
        ["state with code's name"] =
            (RefusedState, () => Zip(new PickleBytes().Proto().OrderedDict().Op("}").Text("__class__").Int(1).Op("sb").Stop())),
        ["state for a plain dict"] = (RefusedState, () => Zip(new PickleBytes().Proto().Op("}}").Text("_metadata").Op("Nsb").Stop())),
        ["state for a tensor"] = (RefusedState, () => Zip(PickleBytes.With(p => p.Tensor(s => s.Storage(), 0, [4], [1]).Op("}b")))),
        ["hooks"] =
            (BadArguments, () =>
                Zip(PickleBytes.With(p =>
                    p.Global("torch._utils", "_rebuild_tensor_v2").Op("(").Storage().Int(0).Ints([4]).Ints([1]).Op("\u0089}").Int(1).Int(2)
                    .Op("stR")))),
        ["metadata: negative bit"] =
            (Unsupported, () =>
                Zip(PickleBytes.With(p =>
                    p.Global("torch._utils", "_rebuild_tensor_v2").Op("(").Storage().Int(0).Ints([4]).Ints([1]).Op("\u0089}}").Text("neg")
                    .Op("\u0088stR")))),
        ["a storage declared twice"] =
            (StorageConflict, () =>
                Zip(new PickleBytes().Proto().Op("}(").Text("a").Tensor(p => p.Storage(), 0, [4], [1]).Text("b")
                    .Tensor(p => p.Storage(elements: 2, type: "DoubleStorage"), 0, [2], [1]).Op("u").Stop())),
        ["a legacy storage in a zip"] = (BadStorageId, () => Zip(PickleBytes.Simple(legacy: true))),
        ["an empty storage key"] = (BadStorageKey, () => Zip(PickleBytes.With(p => p.Tensor(s => s.Storage(""), 0, [4], [1])))),
        ["many names over one storage"] = (ExpandsTooMuch, ManyNames),
        ["a frame beyond the pickle"] =
            (Truncated, () => Zip(new PickleBytes().Proto().Raw(0x95, 255, 0, 0, 0, 0, 0, 0, 0).Op("}").Stop())),
        ["bytes after STOP"] = (TrailingBytes, () => Zip([.. PickleBytes.Simple(), 0])),
        ["values left on the stack"] = (TrailingBytes, () => Zip(new PickleBytes().Proto().Op("}}").Stop())),
        ["a stack without end"] = (TooLarge, () => Zip(new PickleBytes().Proto().Repeat("N", 2_000_000).Stop())),
        ["marks without end"] = (TooLarge, () => Zip(new PickleBytes().Proto().Repeat("(", 2_000_000).Stop())),
        ["objects without end"] = (TooLarge, () => Zip(new PickleBytes().Proto().Repeat("}0", 4_000_000).Stop())),
        ["tuples of a thousand without end"] =
            (TooLarge, () => Zip(new PickleBytes().Proto().Repeat("(N" + new string('2', 999) + "t0", 25_000).Stop())),
        ["a name of megabytes"] = (TooLarge, () => Zip(new PickleBytes().Proto().Text(new string('x', 2 << 20)).Stop())),
        ["a module's name without end"] = (TooLarge, () => Zip(new PickleBytes().Proto().Global(new string('x', 2000), "y").Stop())),
        ["a pickle of 33 MiB"] = (TooLarge, () => Zip(new PickleBytes().Proto().Repeat("N0", 33 << 19).Op("}").Stop())),
        ["a boolean of 2"] =
            (NotBoolean, () =>
                ZipBytes.Checkpoint(PickleBytes.With(p => p.Tensor(s => s.Storage(type: "BoolStorage"), 0, [4], [1])), ("0", [0, 1, 2, 0]))
                .Done()),

        ["zip: something follows"] = (ZipDirectoryMissing, () => [.. Zip(PickleBytes.Simple()), 0]),
        ["zip: something precedes"] = (ZipDirectoryInvalid, () => [0x50, 0x4b, 3, 4, .. Zip(PickleBytes.Simple())]),
        ["zip: more records claimed"] = (ZipDirectoryInvalid, () => Checkpoint().Done(claimedCount: 4)),
        ["zip: fewer records claimed"] = (ZipDirectoryInvalid, () => Checkpoint().Done(claimedCount: 2)),
        ["zip: another name at the place"] =
            (ZipDirectoryInvalid, () => Checkpoint().Add("archive/extra", [1], localName: "archive/extrb").Done()),
        ["zip: no record at the place"] = (ZipRecordOffset, () => Checkpoint().Add("archive/extra", [1], offset: 3).Done()),
        ["zip: shared bytes"] = (ZipOverlap, Overlapping),
        ["zip: a 64-bit end beyond the file"] = (ZipDirectoryInvalid, () => Patch(Wide(), -22 - 12, [255, 255, 255, 127])),
        ["zip: a 64-bit end elsewhere"] = (ZipDirectoryInvalid, () => Patch(Wide(), -22 - 12, [0, 0, 0, 0])),
        ["zip: a 64-bit end without its signature"] = (ZipDirectoryInvalid, () => Patch(Wide(), -22 - 20 - 56, [0])),
        ["zip: a directory beyond the file"] = (ZipDirectoryInvalid, () => Patch(Checkpoint().Done(), -6, [255, 255, 255, 127])),
        ["zip: on the second of two disks"] = (ZipDirectoryInvalid, () => Patch(Checkpoint().Done(), -18, [1])),
        ["zip: a name beyond the directory"] = (ZipDirectoryInvalid, () => Patch(Checkpoint().Done(), LastEntry + 28, [255, 255])),
        ["zip: two sizes"] = (ZipRecordSize, () => Patch(Checkpoint().Done(), LastEntry + 20, [3])),
        ["zip: a size beyond the data"] =
            (ZipRecordSize, () => Patch(Checkpoint().Done(), LastEntry + 20, [255, 255, 255, 0, 255, 255, 255, 0])),
        ["zip: a 64-bit size that is not there"] =
            (ZipDirectoryInvalid, () => Patch(Checkpoint().Done(), LastEntry + 24, [255, 255, 255, 255])),
        ["zip: strong encryption"] = (ZipEncrypted, () => Checkpoint().Add("archive/extra", [1], flags: 64).Done()),
        ["zip: a damaged pickle"] =
            (ZipChecksum, () =>
                new ZipBytes().Add("archive/data.pkl", PickleBytes.Simple(), crc: 1).Add("archive/data/0", FourFloats).Done()),
        ["zip: too many records"] = (ZipTooManyRecords, ManyRecords),

        ["legacy: a byte more"] = (TrailingBytes, () => [.. Legacy(), 0]),
        ["legacy: big-endian"] = (ByteOrder, () => Legacy(little: false)),
        ["legacy: keys are no list"] = (BadOperand, () => Legacy(keys: p => p.Op("}"))),
        ["legacy: a key twice"] = (StorageUnknown, () => Legacy(keys: p => p.Op("](").Text("0").Text("0").Op("e"))),
        ["legacy: no keys"] = (StorageMissing, () => Legacy(keys: p => p.Op("]"), data: [])),
        ["legacy: no data"] = (StorageTooShort, () => Legacy(data: [])),
        ["legacy: a storage among the keys"] = (BadStorageId, () => Legacy(keys: p => p.Op("]").Storage(legacy: true).Op("a"))),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    public static IEnumerable<PickleFault> Faults => Broken.Values.Select(b => b.Fault);

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_broken_rule_is_named(string name)
    {
        var path = folder.Write("broken.pt", Broken[name].File());

        var error = Golden.Bounded(() =>
        {
            using var file = PickleFile.Open(path);
            foreach (var tensor in file.Tensors.Keys)
                file.ReadBytes(tensor);
        });

        error.Should().BeOfType<PickleException>(name).Which.Fault.Should().Be(Broken[name].Fault, error!.Message);
    }

    [Fact]
    public void The_unbroken_files_load() // or the cases above would prove nothing
    {
        foreach (var bytes in new[] { Zip(PickleBytes.Simple()), Legacy() })
        {
            using var file = PickleFile.Open(folder.Write("whole.pt", bytes));
            file.Tensors["weight"].Shape.Should().Equal(2, 2);
            file.ReadBytes("weight").Should().HaveCount(16);
        }
    }

    [Fact]
    public void A_zip_with_a_comment_loads() => Loads(new ZipBytes { Comment = "PK\u0005\u0006 a comment"u8.ToArray() }
        .Add("x/data.pkl", PickleBytes.Simple()).Add("x/data/0", FourFloats).Done());

    [Fact]
    public void A_zip_with_64_bit_sizes_loads() => Loads(new ZipBytes { Wide = true }
        .Add("x/data.pkl", PickleBytes.Simple()).Add("x/data/0", FourFloats).Done());

    [Fact]
    public void Sizes_written_as_long_integers_load() => Loads(Zip(PickleBytes.With(p =>
        p.Global("torch._utils", "_rebuild_tensor_v2").Op("(").Storage().Long(0).Op("(").Long(2).Long(2).Op("t(").Long(2).Long(1)
            .Op("t\u0089").OrderedDict().Op("tR"))));

    [Fact]
    public void Thirty_megabytes_of_nothing_take_less_than_five_seconds()
    {
        var path = folder.Write("long.pt", Zip(new PickleBytes().Proto().Repeat("N0", 15 << 20).Op("}").Stop()));

        Golden.Bounded(() => PickleFile.Open(path).Dispose()).Should().BeNull();
    }

    private void Loads(byte[] bytes)
    {
        using var file = PickleFile.Open(folder.Write("loads.pt", bytes));
        file.Tensors["weight"].Shape.Should().Equal(2, 2);
        file.ReadBytes("weight").Should().Equal(FourFloats);
    }

    private static ZipBytes Checkpoint() => ZipBytes.Checkpoint(PickleBytes.Simple(), ("0", FourFloats));

    private static byte[] Zip(byte[] pickle) => ZipBytes.Checkpoint(pickle, ("0", FourFloats)).Done();

    private static byte[] Wide() => new ZipBytes { Wide = true }.Add("x/data.pkl", PickleBytes.Simple()).Add("x/data/0", FourFloats).Done();

    /// <summary>Where the entry of archive/version begins in the directory, from the end of the file.</summary>
    private const int LastEntry = -22 - 46 - 15;

    private static byte[] Patch(byte[] file, int fromEnd, byte[] bytes)
    {
        bytes.CopyTo(file, file.Length + fromEnd);
        return file;
    }

    private static byte[] ManyNames()
    {
        var pickle = new PickleBytes().Proto().Op("}(").Text("first").Tensor(p => p.Storage(elements: 1 << 18), 0, [1 << 18], [1])
            .Op("q\0");
        for (var i = 0; i < 100; i++)
            pickle.Text($"w{i}").Op("h\0");
        return ZipBytes.Checkpoint(pickle.Op("u").Stop(), ("0", new byte[1 << 20])).Done();
    }

    /// <summary>The second record lies inside the first: a record's header is the other's content.</summary>
    private static byte[] Overlapping()
    {
        var inner = new ZipBytes().Add("archive/inner", [1, 2, 3]).Done();
        return new ZipBytes().Add("archive/outer", inner).Add("archive/inner", [1, 2, 3], offset: 30 + "archive/outer".Length).Done();
    }

    private static byte[] ManyRecords()
    {
        var zip = new ZipBytes { Wide = true };
        for (var i = 0; i <= 200_000; i++)
            zip.Add($"{i}", []);
        return zip.Done();
    }

    private static byte[] Legacy(bool little = true, Action<PickleBytes>? keys = null, byte[]? data = null)
    {
        var keyPickle = new PickleBytes().Proto();
        (keys ?? (p => p.Op("]").Text("0").Op("a")))(keyPickle);
        var count = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(count, 4);
        return
        [
            .. PickleBytes.LegacyStart(little),
            .. PickleBytes.Simple(legacy: true),
            .. keyPickle.Stop(),
            .. data ?? [.. count, .. FourFloats],
        ];
    }
}
