using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>What an argument is; the numbers are door.cpp's.</summary>
internal enum Tag { None, Tensor, Int, Double, Bool, Text, Ints, Doubles, Bools, Tensors, Device, Generator, Default }

/// <summary>One argument of an operator: whatever converts to it, on the stack.</summary>
internal readonly struct Value
{
    internal readonly Tag Tag;
    internal readonly long Bits;
    internal readonly object? Reference;

    private Value(Tag tag, long bits = 0, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    internal static Value None => default;

    /// <summary>The schema's own default.</summary>
    internal static Value Default => new(Tag.Default);

    internal static Value Maybe(bool? value) => value is { } it ? (Value)it : default;

    public static implicit operator Value(Tensor? tensor) => tensor is null ? default : new(Tag.Tensor, 0, tensor);
    public static implicit operator Value(Tensor?[]? tensors) => tensors is null ? default : new(Tag.Tensors, 0, tensors);
    public static implicit operator Value(long number) => new(Tag.Int, number);
    public static implicit operator Value(long? number) => number is { } it ? it : default(Value);
    public static implicit operator Value(double number) => new(Tag.Double, BitConverter.DoubleToInt64Bits(number));
    public static implicit operator Value(double? number) => number is { } it ? it : default(Value);
    public static implicit operator Value(bool flag) => new(Tag.Bool, flag ? 1 : 0);
    public static implicit operator Value(ScalarType type) => new(Tag.Int, (long)type);
    public static implicit operator Value(ScalarType? type) => type is { } it ? it : default(Value);
    public static implicit operator Value(string? text) => text is null ? default : new(Tag.Text, 0, text);
    public static implicit operator Value(long[]? list) => list is null ? default : new(Tag.Ints, 0, list);
    public static implicit operator Value(double[]? list) => list is null ? default : new(Tag.Doubles, 0, list);
    public static implicit operator Value(bool[]? list) => list is null ? default : new(Tag.Bools, 0, list);
    public static implicit operator Value(Device? device) => device is null ? default : new(Tag.Device, device.Packed);
    public static implicit operator Value(Generator? generator) => generator is null ? default : new(Tag.Generator, 0, generator);
    public static implicit operator Value(Scalar? scalar) => scalar is null ? default : new(scalar.Tag, scalar.Bits);
}
