using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Op.Two("topk", this, k, dim, largest, sorted);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Op.Two("sort.stable", this, stable, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false) => Op.One("argsort", this, dim, descending);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Op.Two("kthvalue", this, k, dim ?? -1, keepdim);

        public Tensor msort() => Op.One("msort", this);

        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Op.Two("mode", this, dim, keepdim);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Op.One("bucketize.Tensor", this, boundaries, outInt32, right);

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) => Unique("unique_dim", "_unique2", sorted, return_inverse, return_counts, dim);
    }
}
