using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The views that <c>x[1, .., None]</c> goes through, one an index; all but the last are disposed.</summary>
internal sealed class ViewChain(Tensor start) : IDisposable
{
    private readonly List<Tensor> made = [];

    internal Tensor Last { get; private set; } = start;

    internal void Step(Tensor view)
    {
        made.Add(view);
        Last = view;
    }

    /// <summary>The last view, which outlives the chain; a new wrapper where there was nothing to do.</summary>
    internal Tensor Keep()
    {
        if (made.Count == 0) return Op.One("alias", Last);
        made.RemoveAt(made.Count - 1);
        return Last;
    }

    /// <summary>Drops leading dimensions of size 1 that the target has not, as PyTorch's assignment does.</summary>
    internal Tensor Fit(Tensor value)
    {
        var (have, want) = (value.shape, Last.ndim);
        var extra = 0;
        while (have.Length - extra > want && have[extra] == 1) extra++;
        if (extra == 0) return value;
        var fitted = Op.One("view", value, have[extra..]);
        made.Add(fitted);
        return fitted;
    }

    /// <summary>Applies what can be a view; gives the index tensors by dimension (null: all of it), empty if there are none.</summary>
    internal Tensor[] Follow(ReadOnlySpan<TensorIndex> indices)
    {
        var chosen = new List<Tensor?>();
        var dim = 0;
        foreach (ref readonly var index in indices)
        {
            switch (index.What)
            {
                case TensorIndex.Kind.Ellipsis:
                    dim += (int)Last.ndim - dim - Taken(indices, after: index);
                    break;
                case TensorIndex.Kind.None:
                    Step(Op.One("unsqueeze", Last, dim++));
                    break;
                case TensorIndex.Kind.Single:
                    Step(Op.One("select.int", Last, dim, index.Start));
                    break;
                case TensorIndex.Kind.Slice:
                    if (index.Start is not null || index.Stop is not null || index.Step is not null)
                        Step(Op.One("slice.Tensor", Last, dim, index.Start, index.Stop, index.Step ?? 1));
                    dim++;
                    break;
                case TensorIndex.Kind.Bool:
                    Step(Op.One("unsqueeze", Last, dim));
                    var flag = Op.One("full", new long[] { 1 }, index.Start != 0, ScalarType.Bool);
                    made.Insert(0, flag);
                    Choose(chosen, dim++, flag);
                    break;
                default:
                    Choose(chosen, dim, index.Chosen!);
                    dim += Width(index);
                    break;
            }
        }
        return [.. chosen!];
    }

    public void Dispose()
    {
        foreach (var view in made) view.Dispose();
    }

    private static void Choose(List<Tensor?> chosen, int dim, Tensor index)
    {
        while (chosen.Count <= dim) chosen.Add(null);
        chosen[dim] = index;
    }

    private static int Width(in TensorIndex index) => index.What switch
    {
        TensorIndex.Kind.Slice or TensorIndex.Kind.Single => 1,
        TensorIndex.Kind.Tensor => index.Chosen!.dtype is ScalarType.Bool or ScalarType.Byte ? (int)index.Chosen.ndim : 1,
        _ => 0,
    };

    // How many of the tensor's dimensions the indices behind the ellipsis take.
    private static int Taken(ReadOnlySpan<TensorIndex> indices, in TensorIndex after)
    {
        var (taken, behind) = (0, false);
        foreach (ref readonly var index in indices)
        {
            if (behind) taken += Width(index);
            behind |= System.Runtime.CompilerServices.Unsafe.AreSame(in index, in after);
        }
        return taken;
    }
}
