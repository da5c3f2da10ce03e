using System.Buffers.Binary;
using System.Text;

namespace Claims.Tests.Checkpoints;

/// <summary>Pickles put together opcode by opcode.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> bytes = [];

    /// <summary>One opcode per character; "\u0080" and above are the binary opcodes.</summary>
    public PickleBytes Op(string opcodes)
    {
        bytes.AddRange(Encoding.Latin1.GetBytes(opcodes));
        return this;
    }

    public PickleBytes Repeat(string opcodes, int times)
    {
        var once = Encoding.Latin1.GetBytes(opcodes);
        var all = new byte[once.Length * times];
        for (var i = 0; i < times; i++)
            once.CopyTo(all, i * once.Length);
        return Raw(all);
    }

    public PickleBytes Raw(params byte[] raw)
    {
        bytes.AddRange(raw);
        return this;
    }

    public PickleBytes Proto() => Raw(0x80, 2);

    public PickleBytes Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Op("X").Raw([.. BitConverter.GetBytes(utf8.Length), .. utf8]);
    }

    public PickleBytes Int(int value) => Op("J").Raw(BitConverter.GetBytes(value));

    /// <summary>LONG1, as Python writes what leaves 32 bits.</summary>
    public PickleBytes Long(Int128 value)
    {
        var raw = new byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(raw, value);
        return Raw(0x8a, 16).Raw(raw);
    }

    public PickleBytes Global(string module, string name) => Op($"c{module}\n{name}\n");

    public PickleBytes OrderedDict() => Global("collections", "OrderedDict").Op(")R");

    public PickleBytes Ints(IEnumerable<int> values) => values.Aggregate(Op("("), (p, v) => p.Int(v)).Op("t");

    /// <summary>A storage by its persistent id.</summary>
    public PickleBytes Storage(string key = "0", int elements = 4, string type = "FloatStorage", bool legacy = false) =>
        Op("(").Text("storage").Global("torch", type).Text(key).Text("cpu").Int(elements).Op(legacy ? "NtQ" : "tQ");

    /// <summary>The call that makes a tensor; <paramref name="storage"/> pushes its storage.</summary>
    public PickleBytes Tensor(Action<PickleBytes> storage, int offset, int[] sizes, int[] strides)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Op("(");
        storage(this);
        return Int(offset).Ints(sizes).Ints(strides).Op("\u0089").OrderedDict().Op("tR");
    }

    public byte[] Stop() => Op(".").bytes.ToArray();

    /// <summary>The three pickles that the form before PyTorch 1.6 begins with: magic number, version, machine.</summary>
    public static byte[] LegacyStart(bool little = true) =>
    [
        .. new PickleBytes().Proto().Long(Int128.Parse("119547037146038801333356")).Stop(),
        .. new PickleBytes().Proto().Int(1001).Stop(),
        .. new PickleBytes().Proto().Op("}").Text("little_endian").Op(little ? "\u0088s" : "\u0089s").Stop(),
    ];

    /// <summary>{"weight": a 2 x 2 tensor over storage 0}, complete.</summary>
    public static byte[] Simple(bool legacy = false) =>
        new PickleBytes().Proto().Op("}").Text("weight").Tensor(p => p.Storage(legacy: legacy), 0, [2, 2], [2, 1]).Op("s").Stop();

    /// <summary>A dict with one entry, whose value <paramref name="value"/> pushes.</summary>
    public static byte[] With(Action<PickleBytes> value)
    {
        var pickle = new PickleBytes().Proto().Op("}").Text("weight");
        value(pickle);
        return pickle.Op("s").Stop();
    }
}
