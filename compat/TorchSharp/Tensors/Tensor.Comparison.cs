using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Op.One("eq.Tensor", this, target);
        public Tensor eq(Scalar target) => Op.One("eq.Scalar", this, target);

        public Tensor ne(Tensor target) => Op.One("ne.Tensor", this, target);
        public Tensor ne(Scalar target) => Op.One("ne.Scalar", this, target);

        public Tensor lt(Tensor target) => Op.One("lt.Tensor", this, target);
        public Tensor lt(Scalar target) => Op.One("lt.Scalar", this, target);

        public Tensor le(Tensor target) => Op.One("le.Tensor", this, target);
        public Tensor le(Scalar target) => Op.One("le.Scalar", this, target);

        public Tensor gt(Tensor target) => Op.One("gt.Tensor", this, target);
        public Tensor gt(Scalar target) => Op.One("gt.Scalar", this, target);

        public Tensor ge(Tensor target) => Op.One("ge.Tensor", this, target);
        public Tensor ge(Scalar target) => Op.One("ge.Scalar", this, target);

        public Tensor greater(Tensor target) => Op.One("gt.Tensor", this, target);

        public Tensor greater_equal(Tensor target) => Op.One("ge.Tensor", this, target);

        public Tensor less(Tensor target) => Op.One("lt.Tensor", this, target);

        public Tensor less_equal(Tensor target) => Op.One("le.Tensor", this, target);

        public Tensor not_equal(Tensor target) => Op.One("ne.Tensor", this, target);

        public Tensor equal(Tensor target) => eq(target);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => Op.Flag("allclose", this, target, rtol, atol, equal_nan);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => Op.One("isclose", this, other, rtol, atol, nanEqual);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Op.One("isin.Tensor_Tensor", this, test_elements, assumeUnique, invert);

        public Tensor where(Tensor condition, Tensor y) => Op.One("where.self", condition, this, y);

        public Tensor masked_fill(Tensor mask, Scalar value) => Op.One("masked_fill.Scalar", this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Op.InPlace("masked_fill_.Scalar", this, mask, value);

        public Tensor masked_select(Tensor mask) => Op.One("masked_select", this, mask);

        public Tensor masked_scatter(Tensor mask, Tensor value) => Op.One("masked_scatter", this, mask, value);

        public Tensor nonzero() => Op.One("nonzero", this);

        public Tensor argwhere() => Op.One("argwhere", this);
    }
}
