using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Op.One("add.Tensor", this, target);
        public Tensor add(Tensor target, Scalar alpha) => Op.One("add.Tensor", this, target, alpha);
        public Tensor add(Scalar scalar) => Op.One("add.Scalar", this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => Op.One("add.Scalar", this, scalar, alpha);
        public Tensor add_(Tensor target) => Op.InPlace("add_.Tensor", this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Op.InPlace("add_.Tensor", this, target, alpha);
        public Tensor add_(Scalar scalar) => Op.InPlace("add_.Scalar", this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Op.InPlace("add_.Scalar", this, scalar, alpha);

        public Tensor sub(Tensor target) => Op.One("sub.Tensor", this, target);
        public Tensor sub(Scalar target) => Op.One("sub.Scalar", this, target);
        public Tensor sub_(Tensor target) => Op.InPlace("sub_.Tensor", this, target);
        public Tensor sub_(Scalar target) => Op.InPlace("sub_.Scalar", this, target);

        public Tensor subtract(Tensor target) => Op.One("sub.Tensor", this, target);
        public Tensor subtract(Scalar target) => Op.One("sub.Scalar", this, target);

        public Tensor mul(Tensor target) => Op.One("mul.Tensor", this, target);
        public Tensor mul(Scalar target) => Op.One("mul.Scalar", this, target);
        public Tensor mul_(Tensor target) => Op.InPlace("mul_.Tensor", this, target);
        public Tensor mul_(Scalar target) => Op.InPlace("mul_.Scalar", this, target);

        public Tensor multiply(Tensor target) => Op.One("mul.Tensor", this, target);
        public Tensor multiply(Scalar target) => Op.One("mul.Scalar", this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Op.One("div.Tensor_mode", this, target, Rounding(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Op.One("div.Scalar_mode", this, target, Rounding(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Op.InPlace("div_.Tensor_mode", this, target, Rounding(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Op.InPlace("div_.Scalar_mode", this, target, Rounding(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor floor_divide(Tensor other) => Op.One("floor_divide", this, other);
        public Tensor floor_divide(Scalar other) => Op.One("floor_divide.Scalar", this, other);

        public Tensor remainder(Tensor target) => Op.One("remainder.Tensor", this, target);
        public Tensor remainder(Scalar scalar) => Op.One("remainder.Scalar", this, scalar);

        public Tensor fmod(Tensor target) => Op.One("fmod.Tensor", this, target);
        public Tensor fmod(Scalar scalar) => Op.One("fmod.Scalar", this, scalar);

        public Tensor pow(Tensor exponent) => Op.One("pow.Tensor_Tensor", this, exponent);
        public Tensor pow(Scalar exponent) => Op.One("pow.Tensor_Scalar", this, exponent);
        public Tensor pow_(Tensor exponent) => Op.InPlace("pow_.Tensor", this, exponent);
        public Tensor pow_(Scalar exponent) => Op.InPlace("pow_.Scalar", this, exponent);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Op.One("addcmul", this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.InPlace("addcmul_", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Op.One("addcdiv", this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Op.One("addcdiv", this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.InPlace("addcdiv_", this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Op.InPlace("addcdiv_", this, tensor1, tensor2);

        public Tensor logical_and(Tensor other) => Op.One("logical_and", this, other);

        public Tensor logical_or(Tensor other) => Op.One("logical_or", this, other);

        public Tensor logical_xor(Tensor other) => Op.One("logical_xor", this, other);

        public Tensor bitwise_and(Tensor other) => Op.One("bitwise_and.Tensor", this, other);

        public Tensor bitwise_or(Tensor other) => Op.One("bitwise_or.Tensor", this, other);

        public Tensor bitwise_xor(Tensor other) => Op.One("bitwise_xor.Tensor", this, other);
    }
}
