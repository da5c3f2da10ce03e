using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Op.One("sum", this, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Op.One("sum.dim_IntList", this, dim, keepdim, type);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Op.One("sum.dim_IntList", this, dim.ToArray(), keepdim, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Op.One("sum.dim_IntList", this, dim, keepdim, type);
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Op.One("sum.dim_IntList", this, new[] { dim0, dim1 }, keepdim, type);
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => Op.One("sum.dim_IntList", this, new[] { dim0, dim1, dim2 }, keepdim, type);

        public Tensor mean() => Op.One("mean", this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Op.One("mean.dim", this, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Op.One("prod", this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Op.One("prod.dim_int", this, dim, keepdim, type);

        public Tensor max() => Op.One("max", this);
        public Tensor max(Tensor other) => Op.One("max.other", this, other);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Op.Two("max.dim", this, dim, keepdim);

        public Tensor min() => Op.One("min", this);
        public Tensor min(Tensor other) => Op.One("min.other", this, other);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Op.Two("min.dim", this, dim, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Op.One("amax", this, dims, keepdim), @out);
        public Tensor amax(params long[] dims) => Op.One("amax", this, dims);
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Op.One("amin", this, dims, keepdim), @out);
        public Tensor amin(params long[] dims) => Op.One("amin", this, dims);
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        public Tensor argmax() => Op.One("argmax", this);
        public Tensor argmax(long dim, bool keepdim = false) => Op.One("argmax", this, dim, keepdim);

        public Tensor argmin() => Op.One("argmin", this);
        public Tensor argmin(long dim, bool keepdim = false) => Op.One("argmin", this, dim, keepdim);

        public Tensor all() => Op.One("all", this);
        public Tensor all(long dim, bool keepdim = false) => Op.One("all.dim", this, dim, keepdim);

        public Tensor any() => Op.One("any", this);
        public Tensor any(long dim, bool keepdim = false) => Op.One("any.dim", this, dim, keepdim);

        public Tensor norm(float p = 2) => Op.One("norm.Scalar", this, p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Op.One("norm.ScalarOpt_dim", this, p, dim, keepdim);

        public Tensor dist(Tensor other, float p = 2) => Op.One("dist", this, other, p);

        public Tensor median() => Op.One("median", this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Op.One("quantile", this, q, dim == -1 ? Native.Value.None : dim, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => Op.One("logsumexp", this, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Op.One("count_nonzero", this) : Op.One("count_nonzero.dim_IntList", this, dims);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Op.One("softmax.int", this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Op.One("log_softmax.int", this, dim, dtype);

        public Tensor cumsum(long dim, ScalarType? type = null) => Op.One("cumsum", this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => Op.One("cumprod", this, dim, type);

        public (Tensor values, Tensor indexes) cummax(long dim) => Op.Two("cummax", this, dim);

        public (Tensor values, Tensor indexes) cummin(long dim) => Op.Two("cummin", this, dim);

        public Tensor bincount(Tensor? weights, long minlength = 0) => Op.One("bincount", this, weights, minlength);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Op.One("histc", this, bins, min, max);
    }
}
