using TorchSharp.Native;

namespace TorchSharp;

public enum PaddingModes { Zeros, Reflect, Replicate, Circular, Constant }

public static partial class torch
{
    public enum InterpolationMode { Nearest, Linear, Bilinear, Bicubic, Trilinear, Area, NearestExact }

    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => (mode, pad.Length) switch
            {
                (PaddingModes.Constant or PaddingModes.Zeros, _) => Op.One("constant_pad_nd", input, pad, value),
                (PaddingModes.Reflect, 2) => Op.One("reflection_pad1d", input, pad),
                (PaddingModes.Reflect, 4) => Op.One("reflection_pad2d", input, pad),
                (PaddingModes.Reflect, 6) => Op.One("reflection_pad3d", input, pad),
                (PaddingModes.Replicate, 2) => Op.One("replication_pad1d", input, pad),
                (PaddingModes.Replicate, 4) => Op.One("replication_pad2d", input, pad),
                (PaddingModes.Replicate, 6) => Op.One("replication_pad3d", input, pad),
                _ => Op.One("_pad_circular", input, pad),
            };

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [.. Enumerable.Repeat(pad, 2 * (int)input.ndim)], mode, value);

            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (recompute_scale_factor && scale_factor is not null)
                {
                    size = [.. scale_factor.Select((factor, i) => (long)Math.Floor(x.size(i + 2) * factor))];
                    scale_factor = null;
                }
                var corners = align_corners ?? false;
                return (mode, x.ndim) switch
                {
                    (InterpolationMode.Nearest, 3) => Op.One("upsample_nearest1d.vec", x, size, scale_factor),
                    (InterpolationMode.Nearest, 4) => Op.One("upsample_nearest2d.vec", x, size, scale_factor),
                    (InterpolationMode.Nearest, 5) => Op.One("upsample_nearest3d.vec", x, size, scale_factor),
                    (InterpolationMode.NearestExact, 4) => Op.One("_upsample_nearest_exact2d.vec", x, size, scale_factor),
                    (InterpolationMode.Linear, 3) => Op.One("upsample_linear1d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 4) when antialias => Op.One("_upsample_bilinear2d_aa.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 4) => Op.One("upsample_bilinear2d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 4) when antialias => Op.One("_upsample_bicubic2d_aa.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 4) => Op.One("upsample_bicubic2d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Trilinear, 5) => Op.One("upsample_trilinear3d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Area, 4) when size is not null => Op.One("adaptive_avg_pool2d", x, size),
                    _ => throw new NotImplementedException($"interpolate: {mode} on a tensor of {x.ndim} dimensions"),
                };
            }
        }
    }
}
