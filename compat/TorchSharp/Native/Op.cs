using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>
/// Calls of ATen operators by name: <c>One("add.Tensor", left, right)</c>. Arguments follow the operator's schema in
/// order; what is left out takes the schema's default.
/// </summary>
internal static unsafe class Op
{
    private const int MostResults = 5;
    private static readonly ConcurrentDictionary<string, nint> Known = new(StringComparer.Ordinal);

    /// <summary>The operator's single tensor.</summary>
    internal static Tensor One(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        Call(name, arguments, results);
        return Wrap(results[0]);
    }

    /// <summary>For operators that write to their first argument, which is returned.</summary>
    internal static Tensor InPlace(string name, Tensor self, params ReadOnlySpan<Value> others)
    {
        var results = stackalloc NativeValue[MostResults];
        Call(name, [self, .. others], results);
        Release(results[0]);
        return self;
    }

    /// <summary>For operators whose result, if any, is not wanted.</summary>
    internal static void Run(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        var count = Call(name, arguments, results);
        for (var i = 0; i < count; i++) Release(results[i]);
    }

    internal static (Tensor, Tensor) Two(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        Call(name, arguments, results);
        return (Wrap(results[0]), Wrap(results[1]));
    }

    internal static (Tensor, Tensor, Tensor) Three(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        Call(name, arguments, results);
        return (Wrap(results[0]), Wrap(results[1]), Wrap(results[2]));
    }

    internal static (Tensor, Tensor, Tensor, Tensor) Four(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        Call(name, arguments, results);
        return (Wrap(results[0]), Wrap(results[1]), Wrap(results[2]), Wrap(results[3]));
    }

    /// <summary>The operator's list of tensors.</summary>
    internal static Tensor[] Many(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        Call(name, arguments, results);
        var handles = new ReadOnlySpan<nint>((void*)results[0].Bits, results[0].Count);
        var tensors = new Tensor[handles.Length];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(handles[i]);
        Door.FreeList((nint)results[0].Bits);
        return tensors;
    }

    /// <summary>An operator that answers yes or no.</summary>
    internal static bool Flag(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        Call(name, arguments, results);
        return results[0].Bits != 0;
    }

    private static Tensor Wrap(in NativeValue result) => new((nint)result.Bits);

    private static void Release(in NativeValue result)
    {
        if (result.Tag == Tag.Tensor && result.Bits != 0) _ = Door.Release((nint)result.Bits);
    }

    private static nint Find(string name)
    {
        if (Known.TryGetValue(name, out var op)) return op;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var status = Door.Operator("aten::" + (dot < 0 ? name : name[..dot]), dot < 0 ? "" : name[(dot + 1)..], out op);
        Door.Check(status);
        return Known.GetOrAdd(name, op);
    }

    [SkipLocalsInit]
    private static int Call(string name, ReadOnlySpan<Value> arguments, NativeValue* results)
    {
        const int Small = 512;
        var op = Find(name);
        var natives = stackalloc NativeValue[arguments.Length];
        var bytes = 0;
        foreach (ref readonly var argument in arguments) bytes += ListBytes(argument);
        var scratch = stackalloc byte[Small];
        var large = bytes > Small ? (byte*)NativeMemory.Alloc((nuint)bytes) : null;
        try
        {
            var free = large == null ? scratch : large;
            for (var i = 0; i < arguments.Length; i++) natives[i] = Lower(arguments[i], ref free);
            var status = Door.Call(op, natives, arguments.Length, results, MostResults, out var given);
            // A tensor must not be finalized while libtorch works on it.
            foreach (ref readonly var argument in arguments) GC.KeepAlive(argument.Reference);
            Door.Check(status);
            return given;
        }
        finally
        {
            NativeMemory.Free(large);
        }
    }

    private static int ListBytes(in Value value) => value.Tag switch
    {
        Tag.Ints => sizeof(long) * ((long[])value.Reference!).Length,
        Tag.Doubles => sizeof(double) * ((double[])value.Reference!).Length,
        Tag.Tensors => sizeof(nint) * ((Tensor?[])value.Reference!).Length,
        Tag.Bools => (((bool[])value.Reference!).Length + 7) & ~7,
        Tag.Text => (Encoding.UTF8.GetMaxByteCount(((string)value.Reference!).Length) + 7) & ~7,
        _ => 0,
    };

    // Lists are copied: they are short, and pinning any number of them costs more.
    private static NativeValue Lower(in Value value, ref byte* free)
    {
        var native = new NativeValue { Tag = value.Tag, Bits = value.Bits };
        var room = free;
        switch (value.Tag)
        {
            case Tag.Tensor:
                native.Bits = ((Tensor)value.Reference!).Handle;
                return native;
            case Tag.Generator:
                native.Bits = ((Generator)value.Reference!).Handle;
                return native;
            case Tag.Ints:
                native.Count = Copy<long>((long[])value.Reference!, room);
                break;
            case Tag.Doubles:
                native.Count = Copy<double>((double[])value.Reference!, room);
                break;
            case Tag.Bools:
                native.Count = Copy<bool>((bool[])value.Reference!, room);
                break;
            case Tag.Text:
                var text = (string)value.Reference!;
                native.Count = Encoding.UTF8.GetBytes(text, new Span<byte>(room, Encoding.UTF8.GetMaxByteCount(text.Length)));
                break;
            case Tag.Tensors:
                var tensors = (Tensor?[])value.Reference!;
                native.Count = tensors.Length;
                for (var i = 0; i < tensors.Length; i++) ((nint*)room)[i] = tensors[i]?.Handle ?? 0;
                break;
            default:
                return native;
        }
        native.Bits = (nint)room;
        free += ListBytes(value);
        return native;
    }

    private static int Copy<T>(ReadOnlySpan<T> items, byte* room) where T : unmanaged
    {
        items.CopyTo(new Span<T>(room, items.Length));
        return items.Length;
    }
}
