using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor mm(Tensor target) => Op.One("mm", this, target);

        public Tensor bmm(Tensor batch2) => Op.One("bmm", this, batch2);

        public Tensor matmul(Tensor target) => Op.One("matmul", this, target);

        public Tensor mv(Tensor target) => Op.One("mv", this, target);

        public Tensor dot(Tensor target) => Op.One("dot", this, target);

        public Tensor vdot(Tensor target) => Op.One("vdot", this, target);

        public Tensor outer(Tensor vec2) => Op.One("outer", this, vec2);

        public Tensor inner(Tensor vec2) => Op.One("inner", this, vec2);

        public Tensor kron(Tensor other) => Op.One("kron", this, other);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.One("addmm", this, mat1, mat2, beta, alpha);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.InPlace("addmm_", this, mat1, mat2, beta, alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Op.One("addmv", this, mat, vec, beta, alpha);


        public Tensor matrix_power(int n) => Op.One("matrix_power", this, n);

        public Tensor det() => Op.One("det", this);

        public Tensor inverse() => Op.One("inverse", this);

        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => Op.One("linalg_pinv", this, rcond, hermitian);

        public Tensor cholesky(bool upper = false) => Op.One("cholesky", this, upper);

        public Tensor trace() => Op.One("trace", this);
    }
}
