using Claims.Model;
using Claims.Model.Layers;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

public sealed class ActivationTests
{
    private static readonly double[] Points = [-6.0, -2.5, -1.0, -0.3, 0.0, 0.7, 1.9, 5.0];

    // PyTorch 1.13.1, float64, from the formulas of transformers' ACT2FN.
    private static readonly double[] Exact =
        [-5.919525869479969e-09, -0.015524163314440398, -0.15865525393145702, -0.1146265733433142, 0.0, 0.5306254434438489,
            1.8454385363495966, 4.999998566742141];
    private static readonly double[] Fast =
        [-8.43964897967453e-11, -0.015084266090273357, -0.15880800939252304, -0.114629076457363, 0.0, 0.5305701347045902,
            1.8454512344546625, 4.999999770820381];
    private static readonly double[] Tanh =
        [-8.43964897967453e-11, -0.015084266089998577, -0.1588080093917233, -0.11462907645724074, 0.0, 0.5305701347051167,
            1.8454512344553327, 4.999999770820381];

    [Theory]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.GeluFast)]
    [InlineData(Activation.GeluNew)]
    [InlineData(Activation.GeluPytorchTanh)]
    [InlineData(Activation.Relu)]
    public void Is_what_the_original_computes(Activation activation)
    {
        var expected = activation switch
        {
            Activation.Gelu => Exact,
            Activation.Relu => [.. Points.Select(x => Math.Max(x, 0))],
            Activation.GeluFast => Fast,
            _ => Tanh,
        };
        using var scope = NewDisposeScope();

        var actual = activation.Apply(tensor(Points));

        // gelu_fast rounds the root of 2/pi, and is computed with the whole of it.
        var tolerance = activation == Activation.GeluFast ? 2e-12 : 1e-13;
        actual.data<double>().ToArray().Zip(expected).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < tolerance);
    }
}
