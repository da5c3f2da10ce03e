using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>What convolutions of any dimension share; padding is with zeros.</summary>
    public abstract class Convolution : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "bias")] private Parameter? ownBias;
        [ComponentName(Name = "weight")] private Parameter? ownWeight;

        private protected Convolution(
            string name, long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] dilation, PaddingModes mode, long groups,
            bool hasBias, Device? device, ScalarType? dtype) : base(name)
        {
            if (mode != PaddingModes.Zeros) throw new NotImplementedException($"{name} with padding mode {mode}");
            (in_channels, out_channels, kernel_size, this.groups) = (inputs, outputs, kernel, groups);
            (this.stride, this.padding, this.dilation) = (stride, padding, dilation);
            weight = empty([outputs, inputs / groups, .. kernel], dtype, device).AsParameter();
            nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
            if (!hasBias) return;
            bias = empty(outputs, dtype, device).AsParameter();
            nn.init.UniformByFan(bias, weight);
        }

        public long in_channels { get; }

        public long out_channels { get; }

        public long[] kernel_size { get; set; }

        public long[] stride { get; set; }

        public long[] padding { get; }

        public long[] dilation { get; set; }

        public long groups { get; set; }

        public Parameter? bias
        {
            get => ownBias;
            set
            {
                ownBias?.Dispose();
                ownBias = value?.DetachFromDisposeScope() as Parameter;
                ConditionallyRegisterParameter(nameof(bias), ownBias);
            }
        }

        public Parameter weight
        {
            get => ownWeight!;
            set
            {
                if (ReferenceEquals(ownWeight, value)) return;
                ownWeight?.Dispose();
                ownWeight = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), ownWeight);
            }
        }
    }

    public sealed class Conv3d : Convolution
    {
        internal Conv3d(
            long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] dilation, PaddingModes mode, long groups, bool hasBias,
            Device? device, ScalarType? dtype)
            : base(nameof(Conv3d), inputs, outputs, kernel, stride, padding, dilation, mode, groups, hasBias, device, dtype) { }

        public override Tensor forward(Tensor input) => nn.functional.conv3d(input, weight, bias, stride, padding, dilation, groups);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv3d Conv3d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Cube(kernel_size), Cube(stride), Cube(padding), Cube(dilation), padding_mode, groups, bias, device, dtype);

            public static Conv3d Conv3d(
                long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null,
                (long, long, long)? padding = null, (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, List(kernel_size), List(stride ?? (1, 1, 1)), List(padding ?? (0, 0, 0)), List(dilation ?? (1, 1, 1)),
                    padding_mode, groups, bias, device, dtype);

            private static long[] Cube(long side) => [side, side, side];

            private static long[] List((long, long, long) sides) => [sides.Item1, sides.Item2, sides.Item3];
        }
    }
}
