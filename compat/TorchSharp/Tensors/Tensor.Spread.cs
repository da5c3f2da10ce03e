using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor std(bool unbiased = true) => Op.One("std", this, unbiased);

        // The real package computes the unbiased variance whatever it is asked for; the dimensions named, it obeys.
        public Tensor var(bool unbiased = true) =>
            unbiased ? Op.One("var", this, true) : throw new NotImplementedException("var(unbiased: false) without dimensions");

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("std.dim", this, dimensions.ToArray(), unbiased, keepdim);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("std.dim", this, dimensions, unbiased, keepdim);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("std.dim", this, dim, unbiased, keepdim);
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("std.dim", this, new[] { dim.Item1, dim.Item2 }, unbiased, keepdim);
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("std.dim", this, new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("var.dim", this, dimensions.ToArray(), unbiased, keepdim);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("var.dim", this, dimensions, unbiased, keepdim);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("var.dim", this, dim, unbiased, keepdim);
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("var.dim", this, new[] { dim.Item1, dim.Item2 }, unbiased, keepdim);
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.One("var.dim", this, new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Op.Two("std_mean", this, unbiased);


        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("std_mean.dim", this, dimensions, unbiased, keepdim);
        public (Tensor std, Tensor mean) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("std_mean.dim", this, dimensions.ToArray(), unbiased, keepdim);
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("std_mean.dim", this, dim, unbiased, keepdim);
        public (Tensor std, Tensor mean) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("std_mean.dim", this, new[] { dim.Item1, dim.Item2 }, unbiased, keepdim);
        public (Tensor std, Tensor mean) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("std_mean.dim", this, new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim);

        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("var_mean.dim", this, dimensions, unbiased, keepdim);
        public (Tensor std, Tensor mean) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("var_mean.dim", this, dimensions.ToArray(), unbiased, keepdim);
        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("var_mean.dim", this, dim, unbiased, keepdim);
        public (Tensor var, Tensor mean) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("var_mean.dim", this, new[] { dim.Item1, dim.Item2 }, unbiased, keepdim);
        public (Tensor var, Tensor mean) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Op.Two("var_mean.dim", this, new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim);
    }
}
