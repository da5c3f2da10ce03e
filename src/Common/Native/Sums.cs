using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Common.Native;

/// <summary>
/// Sums to the bit as TorchSharp's <c>+</c> and <c>add</c>, which multiply what is added by a scalar 1 of their own that may be freed
/// before it is read (<see cref="Scalars"/>). The one here lives on.
/// </summary>
public static class Sums
{
    private static readonly Scalar One = Scalars.Of(1);

    /// <summary>left + right, which broadcast.</summary>
    public static Tensor Plus(this Tensor left, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.add(right, One);
    }

    /// <summary>left + right, of left's shape.</summary>
    public static Tensor Plus(this Tensor left, double right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.add(Scalars.Of(right), One);
    }

    /// <summary>Adds to a tensor where it lies, and returns it; right broadcasts to its shape.</summary>
    public static Tensor AddInPlace(this Tensor left, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.add_(right, One);
    }
}
