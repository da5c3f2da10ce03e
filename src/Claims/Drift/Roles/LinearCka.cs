using Claims.Measurements.Arrays;
using static TorchSharp.torch;

namespace Claims.Drift.Roles;

/// <summary>
/// Linear centred kernel alignment of two models' vectors of the same clips (S. Kornblith et al., "Similarity of Neural Network
/// Representations Revisited", 2019): 1 where one is the other rotated and scaled, near 0 where they have nothing to do with each other.
/// Widths may differ.
/// </summary>
public static class LinearCka
{
    /// <summary>The alignment; NaN where a model says the same of all clips.</summary>
    /// <param name="before">A vector per clip.</param>
    /// <param name="after">A vector per clip, the same clips.</param>
    public static double Of(IReadOnlyList<double[]> before, IReadOnlyList<double[]> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Count != after.Count)
            throw new ArgumentException($"{before.Count} clips before, {after.Count} after.", nameof(after));
        using var scope = NewDisposeScope();
        var (one, other) = (Gram(before), Gram(after));
        return ((one * other).sum() / (one.norm() * other.norm())).Number();
    }

    // Clips by clips, of vectors less their mean.
    private static Tensor Gram(IReadOnlyList<double[]> vectors)
    {
        var rows = tensor(vectors.SelectMany(vector => vector).ToArray(), [vectors.Count, vectors[0].Length]);
        var centred = rows - rows.mean([0], keepdim: true);
        return mm(centred, centred.t());
    }
}
