using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        private readonly Dictionary<Parameter, Tensor> velocities = new(ReferenceEqualityComparer.Instance);
        private readonly Options common;

        public SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
            bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize) { }

        public SGD(
            IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
            bool maximize = false)
        {
            if (nesterov && (momentum <= 0 || dampening != 0)) throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
            common = new Options
            {
                LearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public double Momentum
        {
            get => ((ParamGroup)_parameter_groups[0]).Momentum;
            set
            {
                foreach (var group in _parameter_groups) ((ParamGroup)group).Momentum = value;
            }
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var options = ((ParamGroup)param_group).Options;
            options.LearningRate ??= common.LearningRate;
            options.momentum ??= common.momentum;
            options.dampening ??= common.dampening;
            options.weight_decay ??= common.weight_decay;
            options.nesterov ??= common.nesterov;
            options.maximize ??= common.maximize;
            param_group.InitialLearningRate = param_group.LearningRate;
            param_group.Parameters = param_group.Parameters.ToList();
            base.add_param_group(param_group);
        }

        public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
            group =>
            {
                foreach (var parameter in group.Parameters)
                {
                    if (parameter.grad is { } grad) parameter.add_(Direction(parameter, grad, group.Options), -group.LearningRate);
                }
            },
            closure);

        private Tensor Direction(Parameter parameter, Tensor grad, Options options)
        {
            if (options.maximize!.Value) grad = -grad;
            if (options.weight_decay is > 0 and var decay) grad = grad.add(parameter, decay);
            if (options.momentum is not > 0) return grad;
            if (velocities.TryGetValue(parameter, out var velocity)) velocity.mul_(options.momentum.Value).add_(grad, 1 - options.dampening!.Value);
            else velocities[parameter] = velocity = grad.clone().DetachFromDisposeScope();
            return options.nesterov!.Value ? grad.add(velocity, options.momentum.Value) : velocity;
        }

        private protected override void Move(Parameter parameter, Device device)
        {
            if (velocities.TryGetValue(parameter, out var velocity))
                velocities[parameter] = velocity.to(device, disposeAfter: true).DetachFromDisposeScope();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing) return;
            foreach (var velocity in velocities.Values) velocity.Dispose();
            velocities.Clear();
        }

        public class Options : OptimizerOptions
        {
            public double? momentum;
            public double? dampening;
            public double? weight_decay;
            public bool? nesterov;
            public bool? maximize;
        }

        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup() => Options = new Options();

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(
                IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(
                IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
