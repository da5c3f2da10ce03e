using Claims.Checkpoints;
using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;
using Claims.Common;
using Claims.Model.Architectures.Vivit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Claims.Tests.Checkpoints;

/// <summary>A change to a file: positions are taken modulo its length.</summary>
public sealed record Mutation(string Kind, int At, int From, byte Value, int Length)
{
    public byte[] Apply(byte[] file)
    {
        if (file.Length == 0)
            return file;
        var (at, from) = (At % file.Length, From % file.Length);
        var length = Math.Min(Length, file.Length - Math.Max(at, from));
        return Kind switch
        {
            "set" => [.. file[..at], Value, .. file[(at + 1)..]],
            "flip" => [.. file[..at], (byte)(file[at] ^ 1 << (Value & 7)), .. file[(at + 1)..]],
            "truncate" => file[..at],
            "delete" => [.. file[..at], .. file[(at + length)..]],
            "insert" => [.. file[..at], .. Enumerable.Repeat(Value, Length), .. file[at..]],
            "copy" => [.. file[..at], .. file[from..(from + length)], .. file[(at + length)..]],
            _ => [.. file[..at], .. file[from..]], // splice: a head and a tail that do not belong together
        };
    }

    public static Arbitrary<Mutation> Arbitrary() => Arb.From(
        from kind in Gen.Elements("set", "set", "flip", "flip", "truncate", "delete", "insert", "copy", "splice")
        from at in Gen.Choose(0, int.MaxValue - 1)
        from origin in Gen.Choose(0, int.MaxValue - 1)
        from value in Gen.Choose(0, 255)
        from length in Gen.Choose(1, 40)
        select new Mutation(kind, at, origin, (byte)value, length));
}

/// <summary>Valid files, damaged at random: an error, or tensors that are what the damaged file really says.</summary>
public sealed class MutationTests : IDisposable
{
    private static readonly string Pickles = Path.Combine(Golden.Dev, "pickle");
    private static readonly byte[][] Safetensors =
        [.. Golden.Cases("safetensors_bad").Where(c => c.Verdict == "accept").Select(c => File.ReadAllBytes(c.Path))];
    private static readonly string[] Zips =
        ["plain_dict.zip.pt", "views.zip.pt", "protocol5.zip.pt", "newer_layout.pt", "module_state.zip.pt"];
    private static readonly string[] Legacies = ["plain_dict.legacy.pt", "views.legacy.pt", "legacy_handmade.pt", "module_state.legacy.pt"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Property(Arbitrary = [typeof(Mutation)], MaxTest = 1500)]
    public void Damaged_safetensors(Mutation mutation, byte which)
    {
        var path = folder.Write("x.safetensors", mutation.Apply(Safetensors[which % Safetensors.Length]));

        var read = ReadAll(() => SafetensorsFile.Open(path));

        if (read is not null) // then another JSON reader and plain slices must agree
            Same(read, Golden.Load(path).ToDictionary(t => t.Key, t => t.Value.Bytes));
    }

    /// <summary>Every record has a checksum, so what still loads is what was saved.</summary>
    [Property(Arbitrary = [typeof(Mutation)], MaxTest = 1000)]
    public void Damaged_zip_files(Mutation mutation, byte which)
    {
        var source = Path.Combine(Pickles, Zips[which % Zips.Length]);
        var path = folder.Write("x.pt", mutation.Apply(File.ReadAllBytes(source)));

        var read = ReadAll(() => PickleFile.Open(path));

        if (read is not null)
            Same(read, ReadAll(() => PickleFile.Open(source))!);
    }

    /// <summary>There is no checksum; a change in one storage's data must not show in another's.</summary>
    [Property(MaxTest = 500)]
    public void Damaged_legacy_data(ushort at, byte value, byte which)
    {
        var source = Path.Combine(Pickles, Legacies[which % Legacies.Length]);
        var bytes = File.ReadAllBytes(source);
        var last = bytes.Length - 1 - at % 16; // within the last storage's data, or its length
        var before = ReadAll(() => PickleFile.Open(source))!;
        bytes[last] ^= value;

        var read = ReadAll(() => PickleFile.Open(folder.Write("x.pt", bytes)));

        if (read is null)
            return;
        read.Keys.Should().BeEquivalentTo(before.Keys);
        read.Count(t => !t.Value.AsSpan().SequenceEqual(before[t.Key])).Should().BeLessThanOrEqualTo(Sharing(source));
    }

    [Property(Arbitrary = [typeof(Mutation)], MaxTest = 1000)]
    public void Damaged_legacy_files(Mutation mutation, byte which) =>
        ReadAll(() =>
            PickleFile.Open(
                folder.Write("x.pt", mutation.Apply(File.ReadAllBytes(Path.Combine(Pickles, Legacies[which % Legacies.Length]))))));

    /// <summary>The checksums are made good again, so that the machine gets to see the damage.</summary>
    [Property(Arbitrary = [typeof(Mutation)], MaxTest = 2000)]
    public void Damaged_pickles(Mutation first, Mutation second, bool twice)
    {
        var pickle = first.Apply(PickleBytes.Simple());
        var zip = ZipBytes.Checkpoint(twice ? second.Apply(pickle) : pickle, ("0", [.. Enumerable.Range(1, 16).Select(i => (byte)i)]))
            .Done();

        ReadAll(() => PickleFile.Open(folder.Write("x.pt", zip)));
    }

    /// <summary>Pieces that the machine understands, in any order.</summary>
    [Property(MaxTest = 2000)]
    public void Random_pickles(byte[] picks)
    {
        var pickle = picks.Aggregate(new PickleBytes().Proto().Op("}"), (p, pick) => Pieces[pick % Pieces.Length](p));

        ReadAll(() => PickleFile.Open(folder.Write("x.pt", ZipBytes.Checkpoint(pickle.Stop(), ("0", new byte[16])).Done())));
    }

    private static readonly Func<PickleBytes, PickleBytes>[] Pieces =
    [
        .. "}])(N012tlduasebQR\u0085\u0086\u0087\u0088\u0089\u0093\u0094".Select(c => (Func<PickleBytes, PickleBytes>)(p => p.Op($"{c}"))),
        p => p.Op("q\u0001"), p => p.Op("h\u0001"), p => p.Int(0), p => p.Int(4), p => p.Long((Int128)1 << 63), p => p.Text("weight"), p =>
            p.Text("_metadata"),
        p => p.OrderedDict(), p => p.Global("torch._utils", "_rebuild_tensor_v2"), p => p.Global("torch._utils", "_rebuild_parameter"), p =>
            p.Storage(),
        p => p.Text("x").Tensor(s => s.Storage(), 0, [2, 2], [1, 2]).Op("s"), p =>
            p.Op("(").Text("y").Tensor(s => s.Storage(), 3, [1], [0]).Op("u"),
    ];

    [Property(Arbitrary = [typeof(Mutation)], MaxTest = 300)]
    public void Damaged_configs(Mutation mutation)
    {
        var path = folder.Write("config.json", mutation.Apply(File.ReadAllBytes(Path.Combine(Golden.Tiny, "config.json"))));

        Golden.Bounded(() => VivitConfig.Read(path).Tokens.Should().BePositive());
    }

    /// <summary>Every tensor's bytes, or null where the file is refused. Any other exception fails the test.</summary>
    private static Dictionary<string, byte[]>? ReadAll(Func<WeightFile> open)
    {
        var tensors = new Dictionary<string, byte[]>();
        BadInputException? error = Golden.Bounded(() =>
        {
            using var file = open();
            foreach (var (name, info) in file.Tensors)
            {
                tensors[name] = file.ReadBytes(name);
                tensors[name].LongLength.Should().Be(info.Bytes);
            }
        });
        return error is null ? tensors : null;
    }

    private static void Same(Dictionary<string, byte[]> read, Dictionary<string, byte[]> expected)
    {
        read.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (name, bytes) in read)
            bytes.Should().Equal(expected[name], name);
    }

    /// <summary>How many tensors of a file look at one storage: the views all do, the others have one each.</summary>
    private static int Sharing(string source) => source.Contains("views", StringComparison.Ordinal) ? int.MaxValue : 1;
}
