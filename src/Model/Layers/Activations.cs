using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Model.Layers;

/// <summary>The MLP's activation functions, as transformers' ACT2FN names and defines them.</summary>
internal static class Activations
{
    /// <summary>Elementwise; x is overwritten, unless gradients are wanted.</summary>
    public static Tensor Apply(this Activation activation, Tensor x)
    {
        var inPlace = !x.requires_grad;
        return activation switch
        {
            Activation.Gelu => F.gelu(x, GELU.Approximate.none, inPlace),
            // gelu_fast has 0.7978845608 for the root of 2/pi: 4e-12 less, relatively.
            Activation.GeluFast or Activation.GeluNew or Activation.GeluPytorchTanh => F.gelu(x, GELU.Approximate.tanh, inPlace),
            Activation.Relu => F.relu(x, inPlace),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
        };
    }
}
