using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private Meta Meta
        {
            get
            {
                Door.Check(Door.Meta(Handle, out var meta));
                return meta;
            }
        }

        public long Dimensions => Meta.Dim;

        public long ndim => Meta.Dim;

        public long NumberOfElements => Meta.Numel;

        public long ElementSize => BytesOf(dtype);

        public ScalarType dtype => (ScalarType)Meta.Dtype;

        public DeviceType device_type => (DeviceType)Meta.DeviceType;

        public int device_index => (int)Meta.DeviceIndex;

        public Device device
        {
            get
            {
                var meta = Meta;
                return meta.DeviceType == 0 ? CPU : new Device((DeviceType)meta.DeviceType, (int)meta.DeviceIndex);
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Meta.IsSparse != 0;

        public bool is_leaf => Meta.IsLeaf != 0;

        public unsafe long[] shape
        {
            get
            {
                var meta = Meta;
                var sizes = new ReadOnlySpan<long>(meta.Sizes, (int)meta.Dim).ToArray();
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long dim() => Meta.Dim;

        public long numel() => Meta.Numel;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public unsafe long size(int dim) => Along(Meta.Sizes, dim);

        public unsafe long[] stride()
        {
            var meta = Meta;
            var strides = new ReadOnlySpan<long>(meta.Strides, (int)meta.Dim).ToArray();
            GC.KeepAlive(this);
            return strides;
        }

        public unsafe long stride(int dim) => Along(Meta.Strides, dim);

        public long storage_offset() => Meta.Offset;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_contiguous() => Meta.IsContiguous != 0;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public override string ToString() => $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        private unsafe long Along(long* list, int dim)
        {
            var count = Meta.Dim;
            if (dim < -count || dim >= count)
                throw new System.Runtime.InteropServices.ExternalException($"Dimension out of range (expected to be in range of [{-count}, {count - 1}], but got {dim})");
            var length = list[dim < 0 ? dim + count : dim];
            GC.KeepAlive(this);
            return length;
        }
    }
}
