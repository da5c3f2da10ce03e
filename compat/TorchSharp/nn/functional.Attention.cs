using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly bool Fused = Version.TryParse(Door.Version.Split('+', 'a')[0], out var version) && version.Major >= 2;

            /// <summary>
            /// softmax(query keyᵀ / √width + mask) value, of [..., queries, width], [..., keys, width] and [..., keys, out].
            /// </summary>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (Fused) return Op.One("scaled_dot_product_attention", query, key, value, attn_mask, p, is_casual);
                if (attn_mask is null && p == 0 && !is_casual && Tiles(query, key, value))
                {
                    Door.Check(Door.Attention(query.Handle, key.Handle, value.Handle, out var result));
                    GC.KeepAlive(query);
                    GC.KeepAlive(key);
                    GC.KeepAlive(value);
                    return new Tensor(result);
                }
                return Eager(query, key, value, attn_mask, p, is_casual);
            }

            // The door's kernel has no gradient, and knows float32 on the CPU alone.
            private static bool Tiles(Tensor query, Tensor key, Tensor value)
            {
                var grad = is_grad_enabled() && (query.requires_grad || key.requires_grad || value.requires_grad);
                return !grad && Plain(query) && Plain(key) && Plain(value) && query.ndim == key.ndim && key.ndim == value.ndim && query.ndim is 3 or 4;
            }

            private static bool Plain(Tensor tensor) => tensor is { dtype: ScalarType.Float32, device_type: DeviceType.CPU };

            private static Tensor Eager(Tensor query, Tensor key, Tensor value, Tensor? mask, double p, bool causal)
            {
                using var scope = NewDisposeScope();
                if (causal)
                {
                    if (mask is not null) throw new System.Runtime.InteropServices.ExternalException("scaled_dot_product_attention: attn_mask must not be set when is_casual is");
                    mask = ones(query.size(-2), key.size(-2), @bool, query.device).tril();
                }
                var scores = query.mul(1 / Math.Sqrt(query.size(-1))).matmul(key.transpose(-2, -1));
                if (mask is not null)
                    scores = mask.dtype == ScalarType.Bool ? scores.masked_fill(mask.logical_not(), double.NegativeInfinity) : scores.add(mask);
                var pattern = scores.softmax(-1);
                if (p > 0) pattern = dropout(pattern, p);
                return pattern.matmul(value).MoveToOuterDisposeScope();
            }
        }
    }
}
