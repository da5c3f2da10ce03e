using Claims.Common.Native;
using Claims.Measurements.Arrays;
using static TorchSharp.torch;

namespace Claims.Measurements.Probes;

/// <summary>
/// Logistic regression with an L2 penalty, solved to the optimum of |w|²/2 + C·sum log(1 + exp(-y(w·x + b))), y = 1 or -1, the intercept
/// b not penalised: what scikit-learn's <c>LogisticRegression</c> approaches with its defaults.
/// </summary>
/// <param name="Coefficients">w, a number a feature.</param>
/// <param name="Intercept">b.</param>
/// <param name="GradientNorm">L2 norm of the objective's gradient there.</param>
/// <param name="Iterations">Newton steps taken.</param>
/// <param name="Objective">The objective there.</param>
public sealed record LogisticRegression(IReadOnlyList<double> Coefficients, double Intercept, double GradientNorm, int Iterations,
    double Objective)
{
    /// <summary>What a solution's gradient norm is at most.</summary>
    public const double Tolerance = 1e-8;

    private const int MaxIterations = 200;

    /// <summary>Solves by Newton's method in float64.</summary>
    /// <param name="x">Features [rows, D], any float type and device.</param>
    /// <param name="labels">A row's class; both must occur.</param>
    /// <param name="c">Inverse strength of the penalty.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, a feature is not finite, or there is only one class.</exception>
    /// <exception cref="ArithmeticException">The gradient norm does not get below <see cref="Tolerance"/>.</exception>
    public static LogisticRegression Fit(Tensor x, IReadOnlyList<bool> labels, double c = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(labels);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (x.dim() != 2 || x.shape[0] != labels.Count || x.shape[1] == 0 || !labels.Contains(true) || !labels.Contains(false))
            throw new ArgumentException($"[{string.Join(", ", x.shape)}] features and {labels.Count} labels "
                + $"({labels.Count(label => label)} true) are no probe's training set.", nameof(x));
        var features = x.detach().to(float64).cpu();
        if (!features.isfinite().all().item<bool>())
            throw new ArgumentException("A feature is not a finite number.", nameof(x));

        // The optimal w is a sum of rows: with fewer rows than features it is sought among those sums, in an orthonormal basis, which keeps
        // |w|.
        var basis = features.shape[0] < features.shape[1] ? linalg.qr(features.t()).Q : null;
        var rows = cat([basis is null ? features : features.mm(basis), ones(features.shape[0], 1, float64)], 1);
        var problem = new Problem(rows, tensor(labels.Select(label => label ? 1.0 : -1.0).ToArray()), c);
        var (solution, objective, gradientNorm, iterations) = Newton(problem);
        if (!(gradientNorm < Tolerance))
            throw new ArithmeticException($"The probe did not converge: gradient norm {gradientNorm:g3} after {iterations} Newton steps. "
                + "Features far larger than 1 need a smaller C.");
        var w = solution.narrow(0, 0, solution.shape[0] - 1);
        return new LogisticRegression((basis is null ? w : basis.mv(w))
            .Doubles(), solution[-1].item<double>(), gradientNorm, iterations, objective);
    }

    /// <summary>w·x + b for every row: above 0, the class true.</summary>
    public double[] Decide(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        return x.detach().to(float64).cpu().mv(tensor(Coefficients.ToArray())).Plus(Intercept).Doubles();
    }

    /// <summary>The share of rows whose class is found.</summary>
    public double Accuracy(Tensor x, IReadOnlyList<bool> labels) =>
        Decide(x).Zip(labels, (decision, label) => decision > 0 == label ? 1.0 : 0).Average();

    private static (Tensor Solution, double Objective, double GradientNorm, int Iterations) Newton(Problem problem)
    {
        var w = zeros(problem.Size, float64);
        var (value, gradient, norm) = problem.At(w);
        var iterations = 0;
        // Past the tolerance while it pays: near the optimum each step squares the error.
        while (norm > 0 && iterations < MaxIterations)
        {
            using var one = NewDisposeScope();
            var step = problem.Step(w, gradient);
            if (Search(problem, w, value, norm, step, gradient.dot(step).item<double>()) is not { } next)
                break;
            w.copy_(next.Point);
            gradient.copy_(next.Gradient);
            (value, norm) = (next.Value, next.Norm);
            iterations++;
        }
        return (w, value, norm, iterations);
    }

    // Halves the step until the objective falls enough; where rounding hides its fall, until the gradient's norm does.
    private static (Tensor Point, double Value, Tensor Gradient, double Norm)? Search(Problem problem, Tensor w, double value, double norm,
        Tensor step, double slope)
    {
        for (var t = 1.0; t > 1e-10; t /= 2)
        {
            var point = w - step * Scalars.Of(t);
            var (there, gradient, normThere) = problem.At(point);
            var falls = there <= value - 1e-4 * t * slope && t * slope > 1e-13 * Math.Abs(value);
            if (falls || normThere < 0.9 * norm && there <= value + 1e-12 * Math.Abs(value))
                return (point, there, gradient, normThere);
        }
        return null;
    }

    /// <summary>The objective over (w, b).</summary>
    /// <param name="rows">[n, features + 1], the last column 1.</param>
    /// <param name="signs">[n], 1 or -1.</param>
    /// <param name="c">C.</param>
    private sealed class Problem(Tensor rows, Tensor signs, double c)
    {
        // 1 for penalised unknowns, 0 for the intercept.
        private readonly Tensor _penalised = cat([ones(rows.shape[1] - 1, float64), zeros(1, float64)], 0);

        public long Size => rows.shape[1];

        public (double Value, Tensor Gradient, double Norm) At(Tensor w)
        {
            var margins = rows.mv(w) * signs;
            var loss = margins.neg().clamp_min(Scalars.Of(0)).Plus(margins.abs().neg().exp().log1p()); // log(1 + exp(-m)) without overflow
            var gradient = w * _penalised - rows.t().mv(signs * margins.neg().sigmoid()) * Scalars.Of(c);
            return ((w * w * _penalised).sum().item<double>() / 2 + c * loss.sum().item<double>(), gradient,
                gradient.norm().item<double>());
        }

        /// <summary>Hessian⁻¹ · gradient.</summary>
        public Tensor Step(Tensor w, Tensor gradient)
        {
            var p = rows.mv(w).sigmoid();
            var curvature = rows.t().mm(rows * (p * p.neg().Plus(1) * Scalars.Of(c)).unsqueeze(1));
            // Rows that are all decided leave the intercept no curvature: enough of it to go on, too little to matter at the optimum.
            var hessian = curvature.Plus(diag(_penalised.clamp_min(Scalars.Of(1e-12))));
            var lower = linalg.cholesky(hessian);
            var half = linalg.solve_triangular(lower, gradient.unsqueeze(1), upper: false);
            return linalg.solve_triangular(lower.t(), half, upper: true).squeeze(1);
        }
    }
}
