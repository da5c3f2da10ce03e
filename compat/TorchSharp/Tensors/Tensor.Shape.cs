using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Op.One("view", this, shape);

        public Tensor view_as(Tensor other) => Op.One("view_as", this, other);

        public Tensor reshape(params long[] shape) => Op.One("reshape", this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Op.One("flatten.using_ints", this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Op.One("unflatten.int", this, dim, sizes);

        public Tensor ravel() => Op.One("ravel", this);

        public Tensor transpose(long dim0, long dim1) => Op.One("transpose.int", this, dim0, dim1);
        public Tensor transpose_(long dim0, long dim1) => Op.InPlace("transpose_", this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => Op.One("transpose.int", this, dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => Op.One("transpose.int", this, dim0, dim1);

        public Tensor t() => Op.One("t", this);

        public Tensor adjoint() => Op.One("adjoint", this);

        public Tensor permute(params long[] permutation) => Op.One("permute", this, permutation);
        public Tensor permute(IEnumerable<long> permutation) => Op.One("permute", this, permutation.ToArray());

        public Tensor movedim(long[] source, long[] destination) => Op.One("movedim.intlist", this, source, destination);

        public Tensor moveaxis(long[] source, long[] destination) => Op.One("movedim.intlist", this, source, destination);

        public Tensor squeeze(long? dim = null) => dim is { } it ? Op.One("squeeze.dim", this, it) : Op.One("squeeze", this);
        public Tensor squeeze_(long? dim = null) => dim is { } it ? Op.InPlace("squeeze_.dim", this, it) : Op.InPlace("squeeze_", this);

        public Tensor unsqueeze(long dim) => Op.One("unsqueeze", this, dim);
        public Tensor unsqueeze_(long dim) => Op.InPlace("unsqueeze_", this, dim);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Op.One("expand", this, sizes.ToArray(), isImplicit);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Op.One("expand", this, sizes, isImplicit);
        public Tensor expand(params long[] sizes) => Op.One("expand", this, sizes);

        public Tensor expand_as(Tensor other) => Op.One("expand_as", this, other);

        public Tensor broadcast_to(params long[] shape) => Op.One("broadcast_to", this, shape);

        public Tensor repeat(params long[] sizes) => Op.One("repeat", this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Op.One("repeat_interleave.self_int", this, repeats, dim, output_size);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Op.One("repeat_interleave.self_Tensor", this, repeats, dim, output_size);

        public Tensor tile(long[] reps) => Op.One("tile", this, reps);

        public Tensor narrow(long dim, long start, long length) => Op.One("narrow", this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Op.One("slice.Tensor", this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Op.One("select.int", this, dim, index);

        public Tensor unfold(long dimension, long size, long step) => Op.One("unfold", this, dimension, size, step);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Op.One("as_strided", this, size, strides, storageOffset);

        public Tensor diag(long diagonal = 0) => Op.One("diag", this, diagonal);

        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Op.One("diag_embed", this, offset, dim1, dim2);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Op.One("diagonal", this, offset, dim1, dim2);

        public Tensor tril(long diagonal = 0) => Op.One("tril", this, diagonal);
        public Tensor tril_(long diagonal = 0) => Op.InPlace("tril_", this, diagonal);

        public Tensor triu(long diagonal = 0) => Op.One("triu", this, diagonal);
        public Tensor triu_(long diagonal = 0) => Op.InPlace("triu_", this, diagonal);
    }
}
