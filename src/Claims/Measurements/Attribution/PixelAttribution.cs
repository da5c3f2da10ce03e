using Claims.Common.Native;
using Claims.Measurements.Arrays;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Attribution;

/// <summary>
/// Attributions that follow a class logit back to the pixels, summed over each token's pixels. All per-token numbers: [tubelet, row,
/// column].
/// </summary>
/// <param name="Logit">The class logit of the clip.</param>
/// <param name="BaselineLogit">That of a clip of zeros.</param>
/// <param name="GradientSum">The gradient.</param>
/// <param name="GradientAbsolute">Its magnitude.</param>
/// <param name="GradientNorm">Its L2 norm.</param>
/// <param name="GradientTimesInput">Gradient x input.</param>
/// <param name="Integrated">Integrated gradients from the clip of zeros.</param>
/// <param name="Steps">Points on the path.</param>
public sealed record PixelAttribution(
    double Logit, double BaselineLogit, Numbers GradientSum, Numbers GradientAbsolute, Numbers GradientNorm, Numbers GradientTimesInput,
    Numbers Integrated, int Steps)
{
    /// <summary>The integrated gradients of all tokens.</summary>
    public double IntegratedTotal => Integrated.Values.Sum();

    /// <summary>How far the integrated gradients miss the difference of the logits: 0 for infinitely many steps.</summary>
    public double CompletenessGap => IntegratedTotal - (Logit - BaselineLogit);

    /// <summary>Gradients of one clip's logit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="grid">Its tokens.</param>
    /// <param name="clip">pixel_values [1, T, C, H, W].</param>
    /// <param name="label">The class.</param>
    /// <param name="steps">Midpoints of the path from zero to the clip; one forward and one backward each.</param>
    /// <param name="known">A run of the clip that kept <see cref="Gradients.Needs"/>, where there is one: it is not run again.</param>
    /// <param name="progress">Told of the steps done.</param>
    public static PixelAttribution Of(
        VideoModel model, TokenGrid grid, Tensor clip, int label, int steps = 32, Trace? known = null,
        IProgress<(int Done, int Of)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(clip);
        model.MustHaveClass(label);
        using var scope = NewDisposeScope();
        var input = clip.to(model.Device).to(model.Dtype);
        var (gradient, logits) = Gradients.OfClass(model, input, label, known);
        using var baseline = model.Run(zeros_like(input));
        Numbers PerToken(string name, string unit, Tensor pixels) => grid.PerToken(pixels).sum(-1).Named(name, unit, grid.Axes);
        return new PixelAttribution(
            logits.Doubles()[label],
            baseline.Logits.Doubles()[label],
            PerToken("gradient", "logit / pixel value", gradient),
            PerToken("gradient, absolute", "logit / pixel value", gradient.abs()),
            grid.PerToken(gradient * gradient).sum(-1).sqrt().Named("gradient, L2 norm", "logit / pixel value", grid.Axes),
            PerToken("gradient x input", "logit", gradient * input),
            PerToken("integrated gradients", "logit", IntegratedGradients(model, input, label, steps, progress)),
            steps);
    }

    /// <summary>Input x mean gradient over the midpoints of the straight path from zero: [1, T, C, H, W].</summary>
    public static Tensor IntegratedGradients(VideoModel model, Tensor input, int label, int steps,
        IProgress<(int Done, int Of)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        using var scope = NewDisposeScope();
        var sum = zeros_like(input);
        var atOnce = Math.Max(1, model.BatchTokens / model.Tokens);
        foreach (var some in Enumerable.Range(0, steps).Chunk(atOnce))
        {
            using var step = NewDisposeScope();
            var points = cat([.. some.Select(s => input * Scalars.Of((s + 0.5) / steps))], 0);
            sum.AddInPlace(Gradients.OfClass(model, points, label).Gradient.sum(0, keepdim: true));
            progress?.Report((some[^1] + 1, steps));
        }
        return (input * (sum / Scalars.Of(steps))).MoveToOuterDisposeScope();
    }
}
