using static TorchSharp.torch;

namespace Claims.Tests.Model;

internal static class Tensors
{
    /// <summary>Frobenius norm of the difference over that of the expected value.</summary>
    public static double RelativeError(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        actual.shape.Should().Equal(expected.shape);
        var (a, e) = (actual.to(float64), expected.to(float64));
        return (a - e).norm().item<double>() / Math.Max(e.norm().item<double>(), 1e-30);
    }

    public static void ShouldBeClose(Tensor actual, Tensor expected, double relative, string because) =>
        RelativeError(actual, expected).Should().BeLessThanOrEqualTo(relative, because);
}
