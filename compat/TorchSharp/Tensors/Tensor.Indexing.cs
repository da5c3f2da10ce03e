using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => At(i1);
            set => Put(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At(i1, i2);
            set => Put(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At(i1, i2, i3);
            set => Put(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At(i1, i2, i3, i4);
            set => Put(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At(i1, i2, i3, i4, i5);
            set => Put(value, i1, i2, i3, i4, i5);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At(i1, i2, i3, i4, i5, i6);
            set => Put(value, i1, i2, i3, i4, i5, i6);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            using var views = new ViewChain(this);
            var tensors = views.Follow(indices);
            return tensors.Length == 0 ? views.Keep() : Op.One("index.Tensor", views.Last, tensors);
        }

        public Tensor index(params Tensor[] indices) => Op.One("index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var views = new ViewChain(this);
            var tensors = views.Follow(indices);
            if (tensors.Length > 0) Op.Run("index_put_", views.Last, tensors, value, accumulate);
            else if (accumulate) Op.Run("add_.Tensor", views.Last, value);
            else Op.Run("copy_", views.Last, views.Fit(value));
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Op.InPlace("index_put_", this, indices, value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = ScalarTensor(value);
            return index_put_(number, indices, false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var number = ScalarTensor(value);
            return index_put_(number, indices, false);
        }

        private Tensor ScalarTensor(Scalar value) => Op.One("scalar_tensor", value, dtype, Native.Value.None, device);

        private Tensor At(params ReadOnlySpan<long> indices)
        {
            using var views = new ViewChain(this);
            foreach (var index in indices) views.Step(Op.One("select.int", views.Last, 0, index));
            return views.Keep();
        }

        private void Put(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var views = new ViewChain(this);
            foreach (var index in indices) views.Step(Op.One("select.int", views.Last, 0, index));
            Op.Run("copy_", views.Last, value);
        }
    }
}
