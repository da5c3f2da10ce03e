using Claims.Checkpoints.Safetensors;
using Claims.Common;
using static TorchSharp.torch;

namespace Claims.Model.Parity;

/// <summary>A model against tensors that the original implementation recorded, one by one.</summary>
public static class ParityCheck
{
    // Logits are compared with each other and with thresholds as they are, whatever their size: their difference counts too. Below this it
    // is float32's rounding of logits of ordinary size, however strict the relative tolerance.
    private const double LogitRounding = 1e-4;

    /// <summary>Runs the reference's clips through the model and compares every recorded tensor.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reference">
    /// A safetensors file: <c>pixel_values_a</c> [1, T, C, H, W], and any of <c>logits_a</c>, <c>hidden_states_a.i</c>,
    /// <c>attentions_a.i</c>, <c>attn_out_a.i</c>, <c>mlp_out_a.i</c>, <c>last_hidden_state_a</c>; likewise for further clips (<c>_b</c>,
    /// ...).
    /// </param>
    /// <param name="tolerance">For the relative error of every tensor, and for the greatest absolute difference of the logits where it is
    /// above 1e-4.</param>
    /// <returns>A row per tensor, the worst last.</returns>
    /// <exception cref="BadInputException">The file is not such a reference, or not one of this model's shape.</exception>
    public static IReadOnlyList<ParityRow> Run(VideoModel model, string reference, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!(tolerance > 0))
            throw new BadInputException($"The tolerance is {tolerance}; it must be greater than 0.");
        using var file = SafetensorsFile.Open(reference);
        var names = Names(model, file);
        var rows = names.GroupBy(name => name.Clip).SelectMany(clip => OneClip(model, file, [.. clip], tolerance));
        return [.. rows.OrderBy(row => double.IsNaN(row.Relative) ? double.PositiveInfinity : row.Relative)];
    }

    private static List<ReferenceName> Names(VideoModel model, SafetensorsFile file)
    {
        var names = new List<ReferenceName>();
        foreach (var text in file.Tensors.Keys)
        {
            var name = ReferenceName.Parse(text)
                ?? throw Bad(file,
                    $"\"{text}\" is not a name of a reference file (pixel_values_a, logits_a, hidden_states_a.0, attentions_a.0, "
                        + "attn_out_a.0, mlp_out_a.0, last_hidden_state_a; _b and so on for further clips).");
            if (name.SiteIn(model.Layers) is { } site && site.Layer >= model.Layers)
                throw Bad(file, $"\"{text}\" is of a layer that the model, with {model.Layers} layers, does not have.");
            names.Add(name);
        }
        if (names.Count == 0 || names.All(name => name.Quantity == ReferenceName.PixelValues))
            throw Bad(file, "it holds nothing to compare with.");
        return names;
    }

    private static IEnumerable<ParityRow> OneClip(VideoModel model, SafetensorsFile file, IReadOnlyList<ReferenceName> names,
        double tolerance)
    {
        var input = names.FirstOrDefault(name => name.Quantity == ReferenceName.PixelValues)
            ?? throw Bad(file, $"it has tensors of clip \"{names[0].Clip}\" but no pixel_values_{names[0].Clip} to run.");
        var recorded = names.Where(name => name != input).ToArray();
        using var scope = NewDisposeScope();
        using var trace =
            model.Run(file.Read(input.Text), Sites.Of([.. recorded.Select(name => name.SiteIn(model.Layers)).OfType<Site>()]));
        return [.. recorded.Select(name => Compare(model, file, name, trace, tolerance))];
    }

    private static ParityRow Compare(VideoModel model, SafetensorsFile file, ReferenceName name, Trace trace, double tolerance)
    {
        using var scope = NewDisposeScope();
        var expected = file.Read(name.Text).to(float64);
        var own = name.Quantity == ReferenceName.Logits ? trace.Logits : trace[name.SiteIn(model.Layers)!.Value];
        if (name.Quantity == ReferenceName.LastHiddenState)
            own = model.FinalNorm(own);
        if (!own.shape.SequenceEqual(expected.shape))
            throw Bad(file, $"{name.Text} is [{string.Join(", ", expected.shape)}]; the model's is [{string.Join(", ", own.shape)}].");

        var difference = own.cpu().to(float64) - expected;
        var norm = expected.norm().item<double>();
        var relative = difference.norm().item<double>() / (norm > 0 ? norm : 1);
        var absolute = difference.abs().max().item<double>();
        // Written so that a NaN is beyond any tolerance.
        var within = relative <= tolerance && (name.Quantity != ReferenceName.Logits || absolute <= Math.Max(tolerance, LogitRounding));
        return new ParityRow(name.Text, expected.shape, absolute, relative, within);
    }

    private static BadInputException Bad(SafetensorsFile file, string what) =>
        new(what, file.Path, "How to make such a file: docs/tasks/parity.md.", "reference");
}
