using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Op.One("cat", tensors.ToArray(), dim);
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Op.One("cat", tensors, dim);
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Op.One("cat", tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Op.One("stack", tensors.ToArray(), dim);

    public static Tensor hstack(IList<Tensor> tensors) => Op.One("hstack", tensors.ToArray());
    public static Tensor hstack(params Tensor[] tensors) => Op.One("hstack", tensors);
    public static Tensor hstack(IEnumerable<Tensor> tensors) => Op.One("hstack", tensors.ToArray());
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Op.One("hstack", tensors.ToArray());

    public static Tensor vstack(IList<Tensor> tensors) => Op.One("vstack", tensors.ToArray());
    public static Tensor vstack(Tensor[] tensors) => Op.One("vstack", tensors);
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Op.One("vstack", tensors.ToArray());

    public static Tensor einsum(string equation, params Tensor[] tensors) => Op.One("einsum", equation, tensors);

    public static Tensor[] where(Tensor condition) => Op.Many("where", condition);

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Op.Many("meshgrid.indexing", tensors.ToArray(), indexing);

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Op.Many("broadcast_tensors", new Value[] { tensors });

    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Op.One("cdist", x1, x2, p, (long)compute_mode);

    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Op.One("tensordot", a, b, dims1, dims2);
}
