using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public enum RoundingMode { None, trunc, floor }

    public partial class Tensor
    {
        public Tensor T => Op.One("numpy_T", this);

        public Tensor mT => Op.One("mT", this);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type(ScalarType dtype) => to(dtype);

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor target) => Op.Flag("equal", this, target);

        public override int GetHashCode() => base.GetHashCode();

        private Tensor After(Tensor made, bool disposeThis)
        {
            if (disposeThis) Dispose();
            return made;
        }

        private static Tensor Into(Tensor result, Tensor? @out)
        {
            if (@out is null) return result;
            Op.Run("resize_", @out, result.shape);
            @out.copy_(result);
            result.Dispose();
            return @out;
        }

        private static string? Rounding(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        private (Tensor, Tensor, Tensor) Unique(string along, string all, bool sorted, bool inverse, bool counts, int? dim)
        {
            var (values, indices, numbers) = dim is { } it
                ? Op.Three(along, this, it, sorted, inverse, counts)
                : Op.Three(all, this, sorted, inverse, counts);
            if (!inverse) indices.Dispose();
            if (!counts) numbers.Dispose();
            return (values, inverse ? indices : null!, counts ? numbers : null!);
        }
    }
}
