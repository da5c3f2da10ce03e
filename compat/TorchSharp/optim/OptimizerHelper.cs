using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>An optimizer that steps each parameter by itself.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private protected OptimizerHelper() { }

    public void to(Device device)
    {
        foreach (var parameter in parameters()) Move(parameter, device);
    }

    /// <summary>Only of optimizers whose states the stand-in can hand out.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            dictionary.StateIndexRef.Add([.. Enumerable.Range(dictionary.State.Count, group.Parameters.Count())]);
            dictionary.State.AddRange(group.Parameters.Select(StateOf));
        }
        return dictionary;
    }

    private protected virtual OptimizerState StateOf(Parameter parameter) => throw new NotImplementedException($"{GetType().Name}.state_dict");

    private protected virtual void Move(Parameter parameter, Device device) { }

    /// <summary>The loss of the closure, with gradients; then body for each group, without.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var recording = enable_grad();
            loss = loss_closure();
        }
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups) body((T)group);
        return loss!;
    }
}
