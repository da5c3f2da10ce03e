namespace Claims.Checkpoints.Pickles;

/// <summary>
/// A tensor as a pickle describes it: elements of a storage, from an offset, with a stride per dimension. Every
/// element it names lies in the storage.
/// </summary>
internal sealed class StridedView
{
    private readonly long[] strides;
    private readonly long offset;
    private readonly long reach; // elements from the first to the last, inclusive
    private readonly int inner;  // trailing dimensions that lie side by side
    private readonly long run;   // elements in them

    private StridedView(PickleStorage storage, long offset, long[] shape, long[] strides, long reach)
    {
        (Storage, this.offset, Shape, this.strides, this.reach) = (storage, offset, shape, strides, reach);
        run = 1;
        for (var d = shape.Length - 1; d >= 0 && (strides[d] == run || shape[d] == 1); d--, inner++)
            run *= shape[d];
    }

    public PickleStorage Storage { get; }

    public long[] Shape { get; }

    public static StridedView Checked(PickleStorage storage, long offset, long[] shape, long[] strides, PickleInput input)
    {
        if (offset < 0 || shape.Any(n => n < 0) || strides.Any(n => n < 0))
            throw input.Fault(PickleFault.NegativeExtent,
                $"a tensor of shape {Quoting.Shape(shape)}, strides {Quoting.Shape(strides)}, offset {offset}.");
        if (ElementTypes.Count(shape, storage.Dtype.Size()) is not { } elements)
            throw input.Fault(PickleFault.ShapeOverflow, $"a tensor of the impossible shape {Quoting.Shape(shape)}.");

        Int128 last = elements == 0 ? -1 : offset;
        for (var d = 0; d < shape.Length && last < storage.Elements && elements > 0; d++)
            last += (Int128)(shape[d] - 1) * strides[d]; // below 2^127: one product is below 2^126
        if (last >= storage.Elements)
            throw input.Fault(PickleFault.ViewOutsideStorage,
                $"a tensor of shape {Quoting.Shape(shape)}, strides {Quoting.Shape(strides)}, offset {offset} leaves its storage of "
                    + $"{storage.Elements} elements.");
        return new StridedView(storage, offset, shape, strides, elements == 0 ? 0 : (long)last - offset + 1);
    }

    /// <summary>Copies elements of the contiguous form, from number <paramref name="first"/> on.</summary>
    public void Fill(FileBytes file, long first, Span<byte> destination)
    {
        var size = Storage.Dtype.Size();
        var start = Storage.Start + offset * size;
        if (inner == Shape.Length)
        {
            file.Read(start + first * size, destination);
            return;
        }

        var range = new FileRange(file, start, reach * size, run * size);
        while (destination.Length > 0)
        {
            var (outer, within) = Math.DivRem(first, run);
            var part = (int)Math.Min(destination.Length / size, run - within);
            range.Read((At(outer) + within) * size, destination[..(part * size)]);
            destination = destination[(part * size)..];
            first += part;
        }
    }

    /// <summary>Elements from the view's first one to the beginning of a run.</summary>
    private long At(long outer)
    {
        long at = 0;
        for (var d = Shape.Length - inner - 1; d >= 0; d--)
        {
            (outer, var index) = Math.DivRem(outer, Shape[d]);
            at += index * strides[d];
        }

        return at;
    }
}
