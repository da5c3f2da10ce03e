using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static class linalg
    {
        public enum QRMode { Reduced, Complete, R }

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Op.One("linalg_norm", input, Value.None, dims, keepdim);

        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Op.One("linalg_norm", input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Op.One("linalg_norm", input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) =>
            Op.One("linalg_norm.ord_str", input, ord, dims, keepdim);

        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            Op.One("linalg_vector_norm", input, ord, dims, keepdim);

        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Op.One("linalg_matrix_norm.str_ord", input, ord, dims ?? [-2, -1], keepdim);

        public static Tensor cholesky(Tensor input) => Op.One("linalg_cholesky", input);

        public static Tensor det(Tensor input) => Op.One("linalg_det", input);

        public static (Tensor, Tensor) slogdet(Tensor input) => Op.Two("linalg_slogdet", input);

        public static Tensor inv(Tensor input) => Op.One("linalg_inv", input);

        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Op.One("linalg_pinv.atol_rtol_float", input, atol, rtol, hermitian);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Op.One("linalg_solve", A, B, left);

        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null) =>
            @out is null
                ? Op.One("linalg_solve_triangular", A, B, upper, left, unitriangular)
                : Op.One("linalg_solve_triangular.out", A, B, upper, left, unitriangular, @out);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Op.Two("linalg_eigh", input, UPLO.ToString());

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Op.One("linalg_eigvalsh", input, UPLO.ToString());

        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) =>
            Op.Two("linalg_qr", input, mode switch { QRMode.Reduced => "reduced", QRMode.Complete => "complete", _ => "r" });

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Op.Three("linalg_svd", input, fullMatrices);

        public static Tensor svdvals(Tensor input) => Op.One("linalg_svdvals", input);

        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Op.One("linalg_matrix_rank.atol_rtol_float", input, atol, rtol, hermitian);

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) => Op.Four("linalg_lstsq", input, other);

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other, double rcond) => Op.Four("linalg_lstsq", input, other, rcond);

        public static Tensor multi_dot(IList<Tensor> tensors) => Op.One("linalg_multi_dot", new Value[] { tensors.ToArray() });
    }
}
