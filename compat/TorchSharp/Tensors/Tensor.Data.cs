using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view of the memory of a contiguous tensor on the CPU.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous()) throw new InvalidOperationException("the bytes of a tensor that is not contiguous");
                var length = NumberOfElements * ElementSize;
                if (length > int.MaxValue) throw new NotImplementedException("Span longer than 2GB.");
                return new Span<byte>((void*)DataPointer(), (int)length);
            }
            set
            {
                var room = bytes;
                if (room.Length != value.Length) throw new ArgumentException("Mismatched data sizes in Tensor.bytes.set.");
                value.CopyTo(room);
            }
        }

        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (TypeOf(typeof(T)) != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            return new TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        public T item<T>() where T : unmanaged =>
            NumberOfElements == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Bool => Value<bool>(),
            ScalarType.Byte => Value<byte>(),
            ScalarType.Int8 => Value<sbyte>(),
            ScalarType.Int16 => Value<short>(),
            ScalarType.Int32 => Value<int>(),
            ScalarType.Int64 => Value<long>(),
            ScalarType.Float16 => Value<Half>(),
            ScalarType.Float32 => Value<float>(),
            ScalarType.Float64 => Value<double>(),
            _ => ToWide(),
        };

        public bool is_nonzero() =>
            numel() == 1 ? ToScalar().ToBoolean() : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        internal nint DataPointer()
        {
            if (!is_cpu()) throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            Door.Check(Door.Data(Handle, out var data));
            return data;
        }

        private unsafe T Value<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new System.Runtime.InteropServices.ExternalException($"a Tensor with {NumberOfElements} elements cannot be converted to Scalar");
            if (!is_cpu())
            {
                using var near = cpu();
                return near.Value<T>();
            }
            var value = *(T*)DataPointer();
            GC.KeepAlive(this);
            return value;
        }

        private Scalar ToWide()
        {
            using var wide = to_type(ScalarType.Float64);
            return wide.Value<double>();
        }

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}
