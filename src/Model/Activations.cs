using Claims.Model.Checkpoints;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Model;

/// <summary>The MLP's activation functions, as transformers' ACT2FN names and defines them.</summary>
internal static class Activations
{
    /// <summary>Elementwise; x may be overwritten.</summary>
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.Gelu => F.gelu(x),
        Activation.GeluFast => TanhGelu(x, 0.7978845608),
        Activation.GeluNew or Activation.GeluPytorchTanh => TanhGelu(x, Math.Sqrt(2 / Math.PI)),
        Activation.Relu => F.relu(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
    };

    // x/2 (1 + tanh u) with u = scale · x (1 + 0.044715 x²). As x · sigmoid(2u): one pass less, no cancellation for large negative x.
    private static Tensor TanhGelu(Tensor x, double scale)
    {
        if (x.requires_grad)
            return x * (x * (x * x * (2 * scale * 0.044715) + 2 * scale)).sigmoid();
        using var scope = NewDisposeScope();
        var gate = (x * x).mul_(2 * scale * 0.044715).add_(2 * scale).mul_(x).sigmoid_();
        return x.mul_(gate);
    }
}
