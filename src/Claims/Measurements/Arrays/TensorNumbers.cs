using Claims.Common;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Arrays;

/// <summary>Between tensors and numbers.</summary>
internal static class TensorNumbers
{
    /// <summary>The values, row-major, whatever the type and device.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">What it holds, for the error.</param>
    /// <exception cref="BadInputException">Some are not finite: what they are compared with would come out as any answer.</exception>
    public static double[] Doubles(this Tensor tensor, string name = "a measured tensor")
    {
        using var scope = NewDisposeScope();
        var values = tensor.detach().to(float64).cpu().contiguous().data<double>().ToArray();
        return Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var first
            ? throw new BadInputException(
                $"{name} holds {values.Count(value => !double.IsFinite(value))} of {values.Length} values that are no finite numbers, "
                    + $"the first in place {first}.",
                remedy: "Numbers on the way are too large: compute in a wider type, --dtype float32.", page: "overflow")
            : values;
    }

    /// <summary>The value of a tensor of one, whatever the type and device.</summary>
    /// <exception cref="ArgumentException">It has several values, or a complex one.</exception>
    public static double Number(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        if (tensor.is_complex())
            throw new ArgumentException($"A {tensor.dtype} is no number.", nameof(tensor));
        return tensor.to(float64).item<double>();
    }

    /// <summary>A tensor's values under axes of the same lengths.</summary>
    public static Numbers Named(this Tensor tensor, string name, string unit, params Axis[] axes) =>
        new(name, unit, axes, tensor.Doubles(name));

    /// <summary>A trace's value for its one clip: the site's shape without the batch.</summary>
    public static Tensor One(this Trace trace, Site site)
    {
        var value = trace[site];
        return value.shape[0] == 1 ? value.select(0, 0)
            : throw new ArgumentException($"The trace is of {value.shape[0]} clips; a measurement takes one at a time.", nameof(trace));
    }

    /// <summary>What the classifier reads of a site of the stream, CLS or the tokens' mean: [D].</summary>
    public static Tensor Read(this Trace trace, VideoModel model, Site site) => model.Pool(trace.One(site));

    /// <summary>The token that the classifier reads.</summary>
    /// <exception cref="NotApplicableException">It reads the mean of all.</exception>
    public static int ReadToken(this VideoModel model) => model.Shape.Tokens.Readout
        ?? throw new NotApplicableException($"a {model.Shape.Architecture} model has no class token: its classifier reads the mean of all "
            + "tokens.");

    /// <summary>The patch tokens of a stream: [N, any] to [patches, any].</summary>
    public static Tensor Patches(this Tensor tokens, VideoModel model)
    {
        var layout = model.Shape.Tokens;
        return layout.PatchesAreTogether ? tokens.narrow(0, layout.OfPatch(0), layout.Patches)
            : tokens.index_select(0, tensor(layout.OfPatches.Select(token => (long)token).ToArray(), device: tokens.device));
    }

    /// <summary>The classifier without its bias: [..., D] to [..., classes].</summary>
    public static Tensor ClassDirections(this VideoModel model, Tensor vectors) =>
        model.Classify(vectors) - model.Classify(zeros_like(vectors.reshape([-1, vectors.shape[^1]]).select(0, 0)));

    /// <summary>A class index that the model has.</summary>
    public static void MustHaveClass(this VideoModel model, int label)
    {
        if (label < 0 || label >= model.Labels.Count)
            throw new BadInputException($"The model has no class {label}.", remedy: $"Its classes are 0 to {model.Labels.Count - 1}.");
    }
}
