using static TorchSharp.torch;

namespace Claims.Checkpoints.Pickles;

// What the machine puts on its stack, besides null, bool, long, BigInteger, double, string and byte[]. Plain classes:
// a pickle can make them contain themselves, so nothing may walk them unless it knows their depth.

internal sealed class PickleTuple(object?[] items)
{
    public object?[] Items { get; } = items;
}

internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dict or an OrderedDict. Keys are kept as they came: nothing is hashed.</summary>
internal sealed class PickleDict(bool ordered)
{
    public bool Ordered { get; } = ordered;

    public List<KeyValuePair<object?, object?>> Items { get; } = [];

    /// <summary>A dict of those values that are tensors.</summary>
    public PickleDict OnlyTensors()
    {
        var dict = new PickleDict(Ordered);
        dict.Items.AddRange(Items.Where(item => item.Value is StridedView));
        return dict;
    }
}

/// <summary>A class or function on the allow-list: a mark on the stack, never something of .NET.</summary>
internal sealed class PickleGlobal(PickleCallable callable, string name, ScalarType dtype = default)
{
    public PickleCallable Callable { get; } = callable;

    public string Name { get; } = name;

    /// <summary>The element type, where this is a storage class.</summary>
    public ScalarType Dtype { get; } = dtype;
}

internal enum PickleCallable
{
    OrderedDict = 1,
    RebuildTensor,
    RebuildParameter,
    Storage,
}

/// <summary>A run of elements that the file declares under a key.</summary>
internal sealed class PickleStorage(string key, ScalarType dtype, long elements)
{
    public string Key { get; } = key;

    public ScalarType Dtype { get; } = dtype;

    /// <summary>How many elements it declares; at most 2^63 / 8.</summary>
    public long Elements { get; } = elements;

    public long Bytes => Elements * Dtype.Size();

    /// <summary>Where its data begins in the file.</summary>
    public long Start { get; set; }
}

internal static class PickleValue
{
    /// <summary>A name for a message. Does not look inside: a value may contain itself.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        bool => "a boolean",
        long or System.Numerics.BigInteger => "an integer",
        double => "a float",
        string s => "the string " + Quoting.Quote(s),
        byte[] => "bytes",
        PickleTuple t => $"a tuple of {t.Items.Length}",
        PickleList => "a list",
        PickleDict => "a dict",
        PickleGlobal g => g.Name,
        PickleStorage => "a storage",
        StridedView => "a tensor",
        _ => "an object",
    };
}
