using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam's running means of the gradient and of its square, by parameter.</summary>
internal sealed class Moments : IDisposable
{
    private readonly Dictionary<Parameter, State> states = new(ReferenceEqualityComparer.Instance);

    private sealed class State
    {
        internal long Steps;
        internal required Tensor First, Second;
        internal Tensor? Largest;
    }

    internal void Step(Parameter parameter, Tensor grad, double rate, double beta1, double beta2, double eps, bool amsgrad)
    {
        if (!states.TryGetValue(parameter, out var state)) states[parameter] = state = new State { First = Zeros(parameter), Second = Zeros(parameter) };
        if (amsgrad) state.Largest ??= Zeros(parameter);
        Update(parameter, grad, rate, beta1, beta2, eps, ++state.Steps, state.First, state.Second, state.Largest);
    }

    /// <summary>One step with the moments given; with largest, that of the second moment so far is divided by.</summary>
    internal static void Update(
        Parameter parameter, Tensor grad, double rate, double beta1, double beta2, double eps, long steps, Tensor first, Tensor second, Tensor? largest)
    {
        first.mul_(beta1).add_(grad, 1 - beta1);
        second.mul_(beta2).addcmul_(grad, grad, 1 - beta2);
        var spread = largest is null ? second : largest.copy_(maximum(largest, second));
        var (bias1, bias2) = (1 - Math.Pow(beta1, steps), 1 - Math.Pow(beta2, steps));
        var denominator = spread.sqrt().div_(Math.Sqrt(bias2)).add_(eps);
        parameter.addcdiv_(first, denominator, -rate / bias1);
    }

    internal void Move(Parameter parameter, Device device)
    {
        if (!states.TryGetValue(parameter, out var state)) return;
        state.First = Moved(state.First, device);
        state.Second = Moved(state.Second, device);
        if (state.Largest is not null) state.Largest = Moved(state.Largest, device);
    }

    public void Dispose()
    {
        foreach (var state in states.Values)
        {
            state.First.Dispose();
            state.Second.Dispose();
            state.Largest?.Dispose();
        }
        states.Clear();
    }

    internal static Tensor Zeros(Parameter parameter) => zeros_like(parameter).DetachFromDisposeScope();

    internal static Tensor Moved(Tensor held, Device device) => held.to(device, disposeAfter: true).DetachFromDisposeScope();
}
