using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Meta.RequiresGrad != 0;
            set => requires_grad_(value);
        }

        public Tensor? grad
        {
            get
            {
                Door.Check(Door.Grad(Handle, out var found));
                return found == 0 ? null : new Tensor(found);
            }
            set => Door.Check(Door.SetGrad(Handle, value?.Handle ?? 0));
        }

        public Tensor requires_grad_(bool requires_grad = true) => Op.InPlace("requires_grad_", this, requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Op.Run("retain_grad", this);

        public void backward() => autograd.backward(this);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
