using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Op.One("abs", this);
        public Tensor abs_() => Op.InPlace("abs_", this);

        public Tensor ceil() => Op.One("ceil", this);
        public Tensor ceil_() => Op.InPlace("ceil_", this);

        public Tensor floor() => Op.One("floor", this);
        public Tensor floor_() => Op.InPlace("floor_", this);

        public Tensor trunc() => Op.One("trunc", this);
        public Tensor trunc_() => Op.InPlace("trunc_", this);

        public Tensor sign() => Op.One("sign", this);
        public Tensor sign_() => Op.InPlace("sign_", this);

        public Tensor neg() => Op.One("neg", this);
        public Tensor neg_() => Op.InPlace("neg_", this);

        public Tensor reciprocal() => Op.One("reciprocal", this);
        public Tensor reciprocal_() => Op.InPlace("reciprocal_", this);

        public Tensor sqrt() => Op.One("sqrt", this);
        public Tensor sqrt_() => Op.InPlace("sqrt_", this);

        public Tensor rsqrt() => Op.One("rsqrt", this);
        public Tensor rsqrt_() => Op.InPlace("rsqrt_", this);

        public Tensor exp() => Op.One("exp", this);
        public Tensor exp_() => Op.InPlace("exp_", this);

        public Tensor exp2() => Op.One("exp2", this);
        public Tensor exp2_() => Op.InPlace("exp2_", this);

        public Tensor expm1() => Op.One("expm1", this);
        public Tensor expm1_() => Op.InPlace("expm1_", this);

        public Tensor log() => Op.One("log", this);
        public Tensor log_() => Op.InPlace("log_", this);

        public Tensor log2() => Op.One("log2", this);
        public Tensor log2_() => Op.InPlace("log2_", this);

        public Tensor log10() => Op.One("log10", this);
        public Tensor log10_() => Op.InPlace("log10_", this);

        public Tensor log1p() => Op.One("log1p", this);
        public Tensor log1p_() => Op.InPlace("log1p_", this);

        public Tensor erf() => Op.One("erf", this);
        public Tensor erf_() => Op.InPlace("erf_", this);

        public Tensor erfc() => Op.One("erfc", this);
        public Tensor erfc_() => Op.InPlace("erfc_", this);

        public Tensor sin() => Op.One("sin", this);
        public Tensor sin_() => Op.InPlace("sin_", this);

        public Tensor cos() => Op.One("cos", this);
        public Tensor cos_() => Op.InPlace("cos_", this);

        public Tensor tan() => Op.One("tan", this);
        public Tensor tan_() => Op.InPlace("tan_", this);

        public Tensor asin() => Op.One("asin", this);
        public Tensor asin_() => Op.InPlace("asin_", this);

        public Tensor acos() => Op.One("acos", this);
        public Tensor acos_() => Op.InPlace("acos_", this);

        public Tensor atan() => Op.One("atan", this);
        public Tensor atan_() => Op.InPlace("atan_", this);

        public Tensor sinh() => Op.One("sinh", this);
        public Tensor sinh_() => Op.InPlace("sinh_", this);

        public Tensor cosh() => Op.One("cosh", this);
        public Tensor cosh_() => Op.InPlace("cosh_", this);

        public Tensor tanh() => Op.One("tanh", this);
        public Tensor tanh_() => Op.InPlace("tanh_", this);

        public Tensor sigmoid() => Op.One("sigmoid", this);
        public Tensor sigmoid_() => Op.InPlace("sigmoid_", this);

        public Tensor relu() => Op.One("relu", this);
        public Tensor relu_() => Op.InPlace("relu_", this);

        public Tensor silu() => Op.One("silu", this);
        public Tensor silu_() => Op.InPlace("silu_", this);

        public Tensor square() => Op.One("square", this);

        public Tensor isnan() => Op.One("isnan", this);

        public Tensor isinf() => Op.One("isinf", this);

        public Tensor isfinite() => Op.One("isfinite", this);

        public Tensor round(long decimals = 0) => Op.One("round.decimals", this, decimals);
        public Tensor round_(long decimals = 0) => Op.InPlace("round_.decimals", this, decimals);

        public Tensor logical_not() => Op.One("logical_not", this);
        public Tensor logical_not_() => Op.InPlace("logical_not_", this);

        public Tensor bitwise_not() => Op.One("bitwise_not", this);

        public Tensor atan2(Tensor other) => Op.One("atan2", this, other);

        public Tensor lerp(Tensor end, Tensor weight) => Op.One("lerp.Tensor", this, end, weight);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Op.One("clamp", this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Op.One("clamp.Tensor", this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => Op.One("clamp", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Op.InPlace("clamp_", this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Op.InPlace("clamp_.Tensor", this, min, max);

        public Tensor clamp_min(Scalar min) => Op.One("clamp_min", this, min);
        public Tensor clamp_min_(Scalar min) => Op.InPlace("clamp_min_", this, min);

        public Tensor clamp_max(Scalar max) => Op.One("clamp_max", this, max);
        public Tensor clamp_max_(Scalar max) => Op.InPlace("clamp_max_", this, max);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Op.One("nan_to_num", this, nan, posinf, neginf);

        public Tensor gelu() => Op.One("gelu", this, "none");

        public Tensor leaky_relu(Scalar negative_slope) => Op.One("leaky_relu", this, negative_slope);

        public Tensor softplus(double beta = 1, double threshold = 20) => Op.One("softplus", this, beta, threshold);

        public Tensor log_sigmoid() => Op.One("log_sigmoid", this);

        public Tensor maximum(Tensor other) => Op.One("maximum", this, other);

        public Tensor minimum(Tensor other) => Op.One("minimum", this, other);
    }
}
