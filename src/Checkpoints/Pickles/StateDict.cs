namespace Claims.Checkpoints.Pickles;

/// <summary>The names and tensors in what a file of torch.save holds: the dict itself, or the one in a training's state.</summary>
internal static class StateDict
{
    // Where trainers keep the weights beside optimiser and epoch: PyTorch's tutorial, Lightning, timm and MMEngine, DeepSpeed.
    private static readonly string[] Keys = ["state_dict", "model_state_dict", "model", "module"];

    /// <exception cref="PickleException">The object is neither.</exception>
    public static Dictionary<string, StridedView> In(object? result, string path)
    {
        if (result is not PickleDict dict)
            throw new PickleException(PickleFault.NotAStateDict, $"holds {PickleValue.Describe(result)}, not a dict of names and tensors.",
                path);
        // Where it is the state dict itself, a tensor is behind every name.
        var nested = Keys.Select(key => Find(dict, key)).OfType<PickleDict>().ToArray();
        return nested.Length switch
        {
            0 => Tensors(dict, path),
            1 => Tensors(nested[0], path),
            _ => throw new PickleException(PickleFault.NotAStateDict,
                $"holds {nested.Length} dicts that may be the weights: "
                    + $"{Quoting.List([.. Keys.Where(key => Find(dict, key) is PickleDict)])}; "
                    + "save one of them alone.", path),
        };
    }

    private static object? Find(PickleDict dict, string key) =>
        dict.Items.FirstOrDefault(item => item.Key is string name && name == key).Value;

    private static Dictionary<string, StridedView> Tensors(PickleDict dict, string path)
    {
        var views = new Dictionary<string, StridedView>(StringComparer.Ordinal);
        foreach (var (key, value) in dict.Items)
        {
            if (key is not string name)
                throw new PickleException(PickleFault.NotAStateDict, $"a tensor's name is {PickleValue.Describe(key)}.", path);
            if (value is not StridedView view)
                throw new PickleException(PickleFault.NotAStateDict,
                    $"{Quoting.Quote(name)} is {PickleValue.Describe(value)}, not a tensor; save the state dict alone.", path);
            if (!views.TryAdd(name, view))
                throw new PickleException(PickleFault.DuplicateName, $"the name {Quoting.Quote(name)} occurs twice.", path);
        }
        return views;
    }
}
