using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Limited-memory BFGS with steps of fixed length, as libtorch's without line search.</summary>
    public class LBFGS : optim.Optimizer, optim.ILearningRateController
    {
        public double _rate;

        private readonly List<Parameter> all;
        private readonly long maxSteps, maxCalls, history;
        private readonly double gradTolerance, changeTolerance;
        private readonly List<(Tensor step, Tensor change, double inverse)> pairs = [];
        private Tensor? direction, lastGrad;
        private double scale = 1, length, lastLoss;
        private long steps;

        internal LBFGS(
            IEnumerable<Parameter> parameters, double lr, long max_iter, long? max_eval, double tolerange_grad, double tolerance_change, long history_size)
        {
            all = [.. parameters];
            _parameter_groups.Add(new ParamGroup { Parameters = all, Options = new OptimizerOptions { LearningRate = lr, InitialLearningRate = lr } });
            (_rate, InitialLearningRate, maxSteps, maxCalls) = (lr, lr, max_iter, max_eval ?? max_iter * 5 / 4);
            (gradTolerance, changeTolerance, history) = (tolerange_grad, tolerance_change, history_size);
        }

        public double LearningRate
        {
            get => _rate;
            set => _rate = value;
        }

        public double InitialLearningRate { get; set; }

        public override IEnumerable<optim.ILearningRateController> ParamGroups => [this];

        public override Tensor step(Func<Tensor>? closure)
        {
            ArgumentNullException.ThrowIfNull(closure);
            Tensor Evaluate()
            {
                using var recording = enable_grad();
                return closure();
            }
            using var frozen = no_grad();
            var first = Evaluate();
            using var scope = NewDisposeScope();
            var loss = first.ToDouble();
            var grad = Flat();
            if (grad.abs().max().ToDouble() <= gradTolerance) return first;
            for (long step = 0, calls = 1; step < maxSteps; step++)
            {
                Turn(grad);
                lastGrad = Kept(grad.clone(), lastGrad);
                lastLoss = loss;
                length = steps == 1 ? Math.Min(1, 1 / grad.abs().sum().ToDouble()) * _rate : _rate;
                var slope = grad.dot(direction!).ToDouble();
                if (slope > -changeTolerance) break;
                Advance();
                if (step == maxSteps - 1) break;
                loss = Evaluate().ToDouble();
                grad = Flat();
                if (++calls >= maxCalls || grad.abs().max().ToDouble() <= gradTolerance) break;
                if (direction!.mul(length).abs().max().ToDouble() <= changeTolerance || Math.Abs(loss - lastLoss) < changeTolerance) break;
            }
            return first;
        }

        // The next direction from the gradient and the pairs of (step, change of gradient) so far: two-loop recursion.
        private void Turn(Tensor grad)
        {
            if (++steps == 1)
            {
                direction = Kept(grad.neg(), direction);
                return;
            }
            Remember(direction!.mul(length), grad.sub(lastGrad!));
            var weights = new double[pairs.Count];
            var turned = grad.neg();
            for (var i = pairs.Count - 1; i >= 0; i--)
            {
                weights[i] = pairs[i].step.dot(turned).ToDouble() * pairs[i].inverse;
                turned.add_(pairs[i].change, -weights[i]);
            }
            turned.mul_(scale);
            for (var i = 0; i < pairs.Count; i++)
            {
                var back = pairs[i].change.dot(turned).ToDouble() * pairs[i].inverse;
                turned.add_(pairs[i].step, weights[i] - back);
            }
            direction = Kept(turned, direction);
        }

        private void Remember(Tensor step, Tensor change)
        {
            var curvature = change.dot(step).ToDouble();
            if (curvature <= 1e-10) return;
            if (pairs.Count == history)
            {
                pairs[0].step.Dispose();
                pairs[0].change.Dispose();
                pairs.RemoveAt(0);
            }
            pairs.Add((step.DetachFromDisposeScope(), change.DetachFromDisposeScope(), 1 / curvature));
            scale = curvature / change.dot(change).ToDouble();
        }

        private Tensor Flat() => cat(all.Select(parameter => parameter.grad?.reshape(-1) ?? zeros_like(parameter).reshape(-1)).ToArray());

        private void Advance()
        {
            long offset = 0;
            foreach (var parameter in all)
            {
                var count = parameter.numel();
                parameter.add_(direction!.narrow(0, offset, count).view_as(parameter), length);
                offset += count;
            }
        }

        private static Tensor Kept(Tensor next, Tensor? last)
        {
            last?.Dispose();
            return next.DetachFromDisposeScope();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing) return;
            direction?.Dispose();
            lastGrad?.Dispose();
            foreach (var (step, change, _) in pairs)
            {
                step.Dispose();
                change.Dispose();
            }
            pairs.Clear();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static LBFGS LBFGS(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null,
                double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
                new(parameters.Select(named => named.parameter), lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);

            public static LBFGS LBFGS(
                IEnumerable<Parameter> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1e-5,
                double tolerance_change = 1e-9, long history_size = 100) =>
                new(parameters, lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);
        }
    }
}
