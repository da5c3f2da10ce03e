namespace Claims.Model;

/// <summary>The nonlinearity of the MLP ("hidden_act").</summary>
public enum Activation
{
    /// <summary>"gelu": x/2 (1 + erf(x / sqrt 2)).</summary>
    Gelu = 1,

    /// <summary>"gelu_fast": x/2 (1 + tanh(0.7978845608 x (1 + 0.044715 x^2))).</summary>
    GeluFast,

#pragma warning disable CA1711 // the original's name
    /// <summary>"gelu_new": x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).</summary>
    GeluNew,
#pragma warning restore CA1711

    /// <summary>"gelu_pytorch_tanh": PyTorch's own tanh form, the function of gelu_new.</summary>
    GeluPytorchTanh,

    /// <summary>"relu": max(x, 0).</summary>
    Relu,
}
