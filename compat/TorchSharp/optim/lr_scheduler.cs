namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer by the number of steps made.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;
                private readonly List<ILearningRateController> groups;
                private readonly List<double> initial;
                private int epoch;

                private protected LRScheduler(Optimizer optimizer, int last_epoch)
                {
                    groups = [.. optimizer.ParamGroups];
                    if (last_epoch == -1)
                    {
                        foreach (var group in groups) group.InitialLearningRate = group.LearningRate;
                    }
                    initial = [.. groups.Select(group => group.InitialLearningRate)];
                    epoch = last_epoch;
                }

                public virtual void step()
                {
                    _step_count++;
                    epoch++;
                    for (var i = 0; i < groups.Count; i++) groups[i].LearningRate = RateAt(epoch, initial[i]);
                }

                public IEnumerable<double> get_last_lr() => groups.Select(group => group.LearningRate);

                private protected abstract double RateAt(int epoch, double initial);
            }

            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new ClosedForm(optimizer, (epoch, initial) => initial * lr_lambda(epoch), last_epoch);

            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new ClosedForm(
                    optimizer, (epoch, initial) => eta_min + ((initial - eta_min) * (1 + Math.Cos(Math.PI * epoch / T_max)) / 2), last_epoch);

            public static LRScheduler LinearLR(
                Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new ClosedForm(
                    optimizer,
                    (epoch, initial) => initial * (start_factor + ((end_factor - start_factor) * Math.Min(epoch, total_iters) / total_iters)),
                    last_epoch);

            private sealed class ClosedForm : LRScheduler
            {
                private readonly Func<int, double, double> rate;

                internal ClosedForm(Optimizer optimizer, Func<int, double, double> rate, int last_epoch) : base(optimizer, last_epoch)
                {
                    this.rate = rate;
                    step();
                }

                private protected override double RateAt(int epoch, double initial) => rate(epoch, initial);
            }
        }
    }
}
