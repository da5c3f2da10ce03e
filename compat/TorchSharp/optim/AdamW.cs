using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Loshchilov and Hutter 2019: weight decay apart from the gradient; none unless it is asked for.</summary>
    public class AdamW : OptimizerHelper, optim.IBetas
    {
        private readonly Dictionary<Parameter, State> states = new(ReferenceEqualityComparer.Instance);
        private readonly Options common;

        public AdamW(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

        public AdamW(
            IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false)
        {
            common = new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public (double, double) Betas
        {
            get => ((ParamGroup)_parameter_groups[0]).Betas;
            set
            {
                foreach (var group in _parameter_groups) ((ParamGroup)group).Betas = value;
            }
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var options = ((ParamGroup)param_group).Options;
            options.LearningRate ??= common.LearningRate;
            options.beta1 ??= common.beta1;
            options.beta2 ??= common.beta2;
            options.eps ??= common.eps;
            options.weight_decay ??= common.weight_decay;
            options.amsgrad ??= common.amsgrad;
            options.maximize ??= common.maximize;
            param_group.InitialLearningRate = param_group.LearningRate;
            param_group.Parameters = param_group.Parameters.ToList();
            base.add_param_group(param_group);
            foreach (var parameter in param_group.Parameters) states.Add(parameter, new State(parameter, options.amsgrad!.Value));
        }

        public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
            group =>
            {
                var options = group.Options;
                var (rate, decay) = (group.LearningRate, options.weight_decay!.Value);
                foreach (var parameter in group.Parameters)
                {
                    if (parameter.grad is not { } grad) continue;
                    if (options.maximize!.Value) grad = -grad;
                    if (decay != 0) parameter.mul_(1 - (rate * decay));
                    var state = states[parameter];
                    Moments.Update(
                        parameter, grad, rate, options.beta1!.Value, options.beta2!.Value, options.eps!.Value, ++state.step, state.exp_avg, state.exp_avg_sq,
                        state.max_exp_avg_sq);
                }
            },
            closure);

        private protected override OptimizerState StateOf(Parameter parameter) => states[parameter];

        private protected override void Move(Parameter parameter, Device device) => states[parameter].to(device);

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing) return;
            foreach (var state in states.Values) state.Dispose();
        }

        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor exp_avg;
            public Tensor exp_avg_sq;
            public Tensor? max_exp_avg_sq;

            internal State(Parameter parameter, bool amsgrad) : base(parameter) =>
                (exp_avg, exp_avg_sq, max_exp_avg_sq) = (Moments.Zeros(parameter), Moments.Zeros(parameter), amsgrad ? Moments.Zeros(parameter) : null);

            public override void to(Device device)
            {
                exp_avg = Moments.Moved(exp_avg, device);
                exp_avg_sq = Moments.Moved(exp_avg_sq, device);
                if (max_exp_avg_sq is not null) max_exp_avg_sq = Moments.Moved(max_exp_avg_sq, device);
            }

            public void Dispose()
            {
                exp_avg.Dispose();
                exp_avg_sq.Dispose();
                max_exp_avg_sq?.Dispose();
            }
        }

        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? weight_decay;
            public double? eps;
            public bool? amsgrad;
            public bool? maximize;
        }

        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup() => Options = new Options();

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, new Options
                {
                    LearningRate = lr,
                    beta1 = beta1,
                    beta2 = beta2,
                    eps = eps,
                    weight_decay = weight_decay,
                    amsgrad = amsgrad,
                    maximize = maximize,
                })
            { }

            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = value;
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
            public static AdamW AdamW(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static AdamW AdamW(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static AdamW AdamW(
                IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
