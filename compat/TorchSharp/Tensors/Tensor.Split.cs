using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor[] unbind(long dimension = 0) => Op.Many("unbind.int", this, dimension);

        public Tensor[] split(long size, int dim = 0) => Op.Many("split.Tensor", this, size, dim);
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Op.Many("split_with_sizes", this, sizes.ToArray(), dim);
        public Tensor[] split(long[] sizes, long dim = 0) => Op.Many("split_with_sizes", this, sizes, dim);
        public Tensor[] split(params long[] sizes) => Op.Many("split_with_sizes", this, sizes);

        public Tensor[] tensor_split(long size, long dim = 0) => Op.Many("tensor_split.sections", this, size, dim);
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Op.Many("tensor_split.indices", this, sizes, dim);

        public Tensor[] chunk(long chunks, long dim = 0) => Op.Many("chunk", this, chunks, dim);

        public Tensor flip(params long[] dims) => Op.One("flip", this, dims);

        public Tensor fliplr() => Op.One("fliplr", this);

        public Tensor flipud() => Op.One("flipud", this);

        public Tensor roll(long shifts, long? dims = null) => dims is { } it ? Op.One("roll", this, shifts, it) : Op.One("roll", this, shifts);
        public Tensor roll(long[] shifts, long[] dims) => Op.One("roll", this, shifts, dims);
        public Tensor roll(long[] shifts) => Op.One("roll", this, shifts);
        public Tensor roll((long, long) shifts, (long, long) dims) => Op.One("roll", this, new[] { shifts.Item1, shifts.Item2 }, new[] { dims.Item1, dims.Item2 });
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) => Op.One("roll", this, new[] { shifts.Item1, shifts.Item2, shifts.Item3 }, new[] { dims.Item1, dims.Item2, dims.Item3 });
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Op.One("roll", this, shifts.ToArray(), dims.ToArray());

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Op.One("diff", this, n, dim, prepend, append);
    }
}
