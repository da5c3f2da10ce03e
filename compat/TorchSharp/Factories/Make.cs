using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // The common end of the factories: (operator, its own arguments, dtype, layout, device), then names and gradients.
    private static Tensor Finish(Tensor made, bool requires_grad, string[]? names)
    {
        if (names is { Length: > 0 }) throw new NotImplementedException("named dimensions");
        return requires_grad ? made.requires_grad_() : made;
    }

    private static Tensor Make(string op, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(Op.One(op, size.ToArray(), dtype ?? get_default_dtype(), Value.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor MakeRandom(
        string op, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Finish(Op.One(op, size.ToArray(), generator, dtype ?? get_default_dtype(), Value.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor MakeFull(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(Op.One("full", size.ToArray(), value, dtype ?? TypeLike(value), Value.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor MakeIntegers(
        long low, long high, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Finish(
            Op.One("randint.low_generator", low, high, size.ToArray(), generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)),
            requires_grad, names);

    private static Tensor MakeLike(string op, Tensor input, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null) =>
        Finish(Op.One(op, input, dtype, Value.None, device), requires_grad, names);

    private static ScalarType TypeLike(Scalar value) =>
        is_integral(value.Type) ? ScalarType.Int64 : get_default_dtype();
}
