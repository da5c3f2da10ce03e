using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Tensors;

internal static class TensorAssert
{
    /// <summary>Whether it is the stand-in that is tested, or the TorchSharp package itself.</summary>
    public static bool IsStandIn { get; } = typeof(torch).Assembly.GetType("TorchSharp.Native.Op") is not null;

    public static float[] Values(Tensor tensor) => tensor.detach().to(float32).data<float>().ToArray();

    /// <summary>Shape and values, each value within the tolerance absolutely or relatively.</summary>
    public static void ShouldBe(this Tensor actual, long[] shape, float[] expected, float tolerance = 1e-5f)
    {
        actual.shape.Should().Equal(shape);
        var values = Values(actual);
        values.Should().HaveCount(expected.Length);
        for (var i = 0; i < expected.Length; i++)
            values[i].Should().BeApproximately(expected[i], tolerance * Math.Max(1, Math.Abs(expected[i])), "of element {0}", i);
    }

    /// <summary>The float32 numbers 0, 1, 2, … in a shape.</summary>
    public static Tensor Counting(params long[] shape) => arange(shape.Aggregate(1L, (a, b) => a * b), float32).reshape(shape);
}
