using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The exact form: x times the normal distribution function of x.</summary>
            public static Tensor gelu(Tensor x) => Op.One("gelu", x, "none");

            public static Tensor gelu(Tensor x, bool inplace) => inplace ? Op.InPlace("gelu_", x, "none") : gelu(x);

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_() : x.silu();

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_() : x.tanh();

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_() : x.sigmoid();

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Op.InPlace("leaky_relu_", input, negative_slope) : Op.One("leaky_relu", input, negative_slope);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Op.InPlace("elu_", x, alpha) : Op.One("elu", x, alpha);

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Op.One("softplus", x, beta, threshold);

            public static Tensor logsigmoid(Tensor x) => Op.One("log_sigmoid", x);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Op.One("softmax.int", input, dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => Op.One("log_softmax.int", x, dim);
        }
    }
}
