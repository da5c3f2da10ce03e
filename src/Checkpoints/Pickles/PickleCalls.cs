using System.Numerics;

namespace Claims.Checkpoints.Pickles;

/// <summary>What the callables of the allow-list do: describe, and check what they describe.</summary>
internal sealed class PickleCalls(PickleInput input, PickleStorages? storages)
{
    /// <summary>A view with its sizes and strides, in bytes.</summary>
    public const int LargestResult = 64 + 2 * 8 * ElementTypes.MostDimensions;

    /// <summary>REDUCE.</summary>
    public object Call(object? callable, object? arguments)
    {
        if (callable is not PickleGlobal global)
            throw input.Fault(PickleFault.BadOperand, $"{PickleValue.Describe(callable)} is called.");
        if (arguments is not PickleTuple { Items: var items })
            throw input.Fault(PickleFault.BadArguments, $"{global.Name} is called with {PickleValue.Describe(arguments)}.");
        return global.Callable switch
        {
            PickleCallable.OrderedDict when items is [] => new PickleDict(ordered: true),
            PickleCallable.RebuildTensor => Tensor(items),
            // Whether it is trained, and hooks that are none: nothing of a value.
            PickleCallable.RebuildParameter when items is [StridedView tensor, bool, PickleDict { Items.Count: 0 }] => tensor,
            _ => throw Arguments(global.Name, items),
        };
    }

    /// <summary>BUILD: the attribute that state dicts carry, and no other.</summary>
    public void Build(object? target, object? state)
    {
        if (target is not PickleDict { Ordered: true })
            throw input.Fault(PickleFault.RefusedState, $"state is set on {PickleValue.Describe(target)}.");
        if (state is not PickleDict { Items: [{ Key: "_metadata" }] })
            throw input.Fault(PickleFault.RefusedState,
                $"{PickleValue.Describe(state)} is set as the state of an OrderedDict; only _metadata may be.");
    }

    /// <summary>BINPERSID: ('storage', class, key, location, elements), in pre-zip files with a sixth item, None.</summary>
    public PickleStorage Storage(object? id)
    {
        if (storages is null)
            throw input.Fault(PickleFault.BadStorageId, "a storage where none can be.");
        if (id is not PickleTuple
            {
                Items: ["storage", PickleGlobal { Callable: PickleCallable.Storage } type, string key, string,
            .. var rest]
            }
            || !(rest is [long] && !storages.Legacy || rest is [long, null] && storages.Legacy))
        {
            throw input.Fault(PickleFault.BadStorageId, $"{PickleValue.Describe(id)} is no storage.");
        }

        // The fourth item, a device such as "cuda:0", says where it was, not what it is.
        return storages.Declare(input, key, type.Dtype, (long)rest[0]!);
    }

    /// <summary>_rebuild_tensor_v2(storage, offset, sizes, strides, requires_grad, hooks[, metadata]).</summary>
    private StridedView Tensor(object?[] items)
    {
        const string Name = "torch._utils._rebuild_tensor_v2";
        if (items is not [PickleStorage storage, var offset, PickleTuple { Items: var sizes }, PickleTuple { Items: var strides }, bool,
            PickleDict { Items.Count: 0 }, .. var rest]
            || rest.Length > 1)
        {
            throw Arguments(Name, items);
        }

        // Metadata says that values are to be negated or conjugated.
        if (rest is [not null and not PickleDict { Items.Count: 0 }])
            throw input.Fault(PickleFault.Unsupported, "a tensor with metadata is known but not supported.", Name);
        if (sizes.Length != strides.Length || sizes.Length > ElementTypes.MostDimensions)
            throw input.Fault(PickleFault.RankMismatch, $"a tensor of {sizes.Length} sizes and {strides.Length} strides.");
        return StridedView.Checked(storage, Integer(offset, items), [.. sizes.Select(s => Integer(s, items))],
            [.. strides.Select(s => Integer(s, items))], input);
    }

    private long Integer(object? value, object?[] items) => value switch
    {
        long number => number,
        BigInteger => throw input.Fault(PickleFault.ShapeOverflow, "a size, stride or offset beyond 64 bits."),
        _ => throw Arguments("torch._utils._rebuild_tensor_v2", items),
    };

    private PickleException Arguments(string name, object?[] items) => input.Fault(PickleFault.BadArguments,
        $"{name} is called with ({Quoting.List(items, PickleValue.Describe)}).",
        name);
}
