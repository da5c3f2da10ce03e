using System.Diagnostics.CodeAnalysis;
using TorchSharp;

namespace Claims.Common.Native;

/// <summary>
/// Numbers as operands of tensors, which stay alive until libtorch has read them: <c>x * Scalars.Of(2)</c>. What <c>x * 2</c> makes may be
/// freed before (src/BannedSymbols.txt).
/// </summary>
public static class Scalars
{
    // TorchSharp hands libtorch a pointer to what a Scalar's finalizer frees, and nothing refers to the Scalar from then on: a collection
    // while the call lasts ends in a native exception ("toDouble at c10/core/Scalar.h") or, silently, in another number. A thread is in one
    // such call at a time, so that its last few scalars are all that libtorch can be reading. So many of them because an operand on the
    // left is made before what stands on the right is computed.
    private const int Kept = 256;

    [ThreadStatic]
    private static Scalar[]? _last;

    [ThreadStatic]
    private static int _at;

    /// <summary>A floating-point number, for the operation that it is written in.</summary>
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "It is kept alive here.")]
    public static Scalar Of(double value) => Keep(value.ToScalar());

    /// <summary>An integer, for the operation that it is written in: a tensor of integers stays one.</summary>
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "It is kept alive here.")]
    public static Scalar Of(long value) => Keep(value.ToScalar());

    private static Scalar Keep(Scalar scalar) => (_last ??= new Scalar[Kept])[_at = (_at + 1) % Kept] = scalar;
}
