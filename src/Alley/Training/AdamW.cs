using Claims.Common.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv 1711.05101) to the bit as TorchSharp's, whose own scalars may be freed while libtorch reads them
/// (<see cref="Scalars"/>).
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Epsilon = 1e-8;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly (Parameter Parameter, Group Group)[] _parameters;

    public AdamW(double beta1, double beta2, params IReadOnlyList<Group> groups)
    {
        (_beta1, _beta2) = (beta1, beta2);
        _parameters = [.. groups.SelectMany(group => group.Parameters.Select(parameter => (parameter, group)))];
        States = [.. _parameters.Select(one => new State(one.Parameter))];
    }

    /// <summary>What is remembered of each parameter, in the groups' order.</summary>
    public IReadOnlyList<State> States { get; }

    /// <summary>Steps made.</summary>
    public int Steps { get; set; }

    /// <summary>Moves each parameter by its gradient.</summary>
    /// <param name="rate">The learning rate, of which each group has its share.</param>
    public void Step(double rate)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        Steps++;
        var (bias1, bias2) = (1 - Math.Pow(_beta1, Steps), 1 - Math.Pow(_beta2, Steps));
        foreach (var ((parameter, group), state) in _parameters.Zip(States))
        {
            var (own, gradient) = (rate * group.RateShare, parameter.grad!);
            parameter.mul_(Scalars.Of(1 - own * group.WeightDecay));
            state.Mean.mul_(Scalars.Of(_beta1)).add_(gradient, alpha: Scalars.Of(1 - _beta1));
            state.Square.mul_(Scalars.Of(_beta2)).addcmul_(gradient, gradient, value: Scalars.Of(1 - _beta2));
            var spread = (state.Square.sqrt() / Scalars.Of(Math.Sqrt(bias2))).Plus(Epsilon);
            parameter.addcdiv_(state.Mean, spread, value: Scalars.Of(-(own / bias1)));
        }
    }

    public void Dispose()
    {
        foreach (var state in States)
            state.Dispose();
    }

    /// <summary>Parameters with a weight decay and a share of the learning rate of their own.</summary>
    public sealed record Group(IReadOnlyList<Parameter> Parameters, double WeightDecay, double RateShare);

    /// <summary>Running means of a parameter's gradient and of its square, of its shape.</summary>
    public sealed class State(Parameter parameter) : IDisposable
    {
        public Tensor Mean { get; } = zeros_like(parameter).DetachFromDisposeScope();

        public Tensor Square { get; } = zeros_like(parameter).DetachFromDisposeScope();

        public void Dispose()
        {
            Mean.Dispose();
            Square.Dispose();
        }
    }
}
