using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static class autograd
    {
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false,
            bool allow_unused = false)
        {
            var (from, to, start) = (Handles(outputs), Handles(inputs), Handles(grad_outputs));
            var found = new nint[to.Length];
            var status = Door.Gradients(
                from, from.Length, to, to.Length, start, start.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found);
            GC.KeepAlive((outputs, inputs, grad_outputs));
            Check(status, outputs);
            return Array.ConvertAll(found, handle => handle == 0 ? null! : new Tensor(handle));
        }

        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (from, start, only) = (Handles(tensors), Handles(grad_tensors), Handles(inputs));
            var status = Door.Backward(
                from, from.Length, start, start.Length, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, only, only.Length);
            GC.KeepAlive((tensors, grad_tensors, inputs));
            Check(status, tensors);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor.Handle)];

        private static void Check(int status, IList<Tensor> roots)
        {
            if (status == 0) return;
            var shapes = string.Join(", ", roots.Select(root => $"{root.dtype}[{string.Join(", ", root.shape)}]"));
            throw new System.Runtime.InteropServices.ExternalException($"backward from {shapes}: {Door.Error}");
        }
    }
}
