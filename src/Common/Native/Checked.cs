using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace Claims.Common.Native;

/// <summary>
/// What TorchSharp ends the whole process for where the input does not fit (src/BannedSymbols.txt), as calls that throw. Memory that runs
/// out is an exception here too (<see cref="OutOfMemory"/>).
/// </summary>
public static class Checked
{
    /// <summary>Products of [..., n, m] and [..., m, p], which broadcast: [..., n, p]. The bits are torch.matmul's.</summary>
    /// <exception cref="ArgumentException">They do not fit; both shapes are named.</exception>
    public static Tensor MatMul(Tensor left, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        long[] a = left.shape, b = right.shape;
        if (a.Length < 2 || b.Length < 2 || a[^1] != b[^2] || Broadcast(a[..^2], b[..^2]) is not { } batch)
            throw new ArgumentException($"No product: {TensorText.Shape(a)} and {TensorText.Shape(b)} are not [..., n, m] and [..., m, p].",
                nameof(right));
        if (left.dtype != right.dtype || left.dtype == ScalarType.Bool)
            throw new ArgumentException($"No product: {TensorText.Of(left)} and {TensorText.Of(right)} are not of one type.",
                nameof(right));
        using var scope = NewDisposeScope();
        var count = batch.Aggregate(1L, (product, length) => product * length);
        return Flat(left, a).bmm(Flat(right, b)).view([.. batch, a[^2], b[^1]]).MoveToOuterDisposeScope();

        Tensor Flat(Tensor x, long[] shape) => x.expand([.. batch, .. shape[^2..]]).reshape([count, .. shape[^2..]]);
    }

    /// <summary>The gradients of one tensor with respect to others, which keep them as theirs.</summary>
    /// <param name="end">Where to go back from.</param>
    /// <param name="starts">What it was computed of: leaves of the graph that require gradients and have none yet.</param>
    /// <param name="above">The gradient at the end, of its shape and type; null: the end is one number.</param>
    /// <returns>In the order of the starts, of their shapes.</returns>
    /// <exception cref="ArgumentException">One of these is not so; the message says which, and its shape.</exception>
    public static Tensor[] Gradients(Tensor end, IReadOnlyList<Tensor> starts, Tensor? above = null)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(starts);
        if (!end.requires_grad)
            throw new ArgumentException($"{TensorText.Of(end)} was computed of nothing that requires gradients.", nameof(end));
        for (var i = 0; i < starts.Count; i++)
        {
            if (!starts[i].requires_grad || !starts[i].is_leaf || Has(starts[i]))
                throw new ArgumentException($"Start {i}, {TensorText.Of(starts[i])}, is no leaf that wants a gradient.", nameof(starts));
        }
        if (above is null ? end.numel() != 1 : !above.shape.SequenceEqual(end.shape) || above.dtype != end.dtype)
        {
            throw new ArgumentException(above is null ? $"The end is one number, or has a gradient; this is {TensorText.Of(end)}."
                : $"The gradient at {TensorText.Of(end)} cannot be {TensorText.Of(above)}.", nameof(above));
        }
        autograd.backward([end], above is null ? null : [above], inputs: [.. starts]);
        return [.. starts.Select((start, i) => start.grad
            ?? throw new ArgumentException($"Start {i}, {TensorText.Of(start)}, had no part in the end.", nameof(starts)))];
    }

    /// <summary>libtorch's threads for what the calling thread computes from here on.</summary>
    /// <param name="count">At least 1.</param>
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "It ends the process for less than 1: refused here.")]
    public static void Threads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        set_num_threads(count);
    }

    private static bool Has(Tensor start)
    {
        using var gradient = start.grad;
        return gradient is not null;
    }

    /// <summary>The shape that two broadcast to; null where a dimension is neither the other's nor 1.</summary>
    internal static long[]? Broadcast(long[] a, long[] b)
    {
        var both = new long[Math.Max(a.Length, b.Length)];
        for (var back = 1; back <= both.Length; back++)
        {
            var (one, other) = (back <= a.Length ? a[^back] : 1, back <= b.Length ? b[^back] : 1);
            if (one != other && one != 1 && other != 1)
                return null;
            both[^back] = one == 1 ? other : one;
        }
        return both;
    }
}
