using Claims.Common.Native;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Drift.Weights;

/// <summary>Every part of two models of one shape, the candidate's heads and units in the baseline's order.</summary>
internal static class ComponentComparison
{
    /// <summary>The parts, in the order of the forward pass.</summary>
    /// <param name="before">The baseline.</param>
    /// <param name="after">The candidate, reordered.</param>
    /// <param name="blocks">What the blocks' parts compute.</param>
    /// <param name="rounding">A relative difference in what is computed that is none.</param>
    public static IReadOnlyList<ComponentChange> Of(VideoModel before, VideoModel after, IReadOnlyList<BlockMatch> blocks, double rounding)
    {
        var (one, other) = (before.Parts!, after.Parts!);
        var changes = new List<ComponentChange> { Written("embedding", ComponentKind.Embedding, null, Embedding(one), Embedding(other)) };
        foreach (var (layer, match) in blocks.Index())
        {
            var (w, v) = (one.Blocks[layer], other.Blocks[layer]);
            changes.Add(
                Norm($"L{layer} norm before attention", ComponentKind.NormBefore, layer, w.NormBefore, v.NormBefore,
                    match.Heads.Max() > rounding));
            for (var head = 0; head < before.Heads; head++)
                changes.Add(
                    new ComponentChange($"L{layer}H{head}", ComponentKind.Head, layer,
                        Distance(Head(w, head, before), Head(v, head, before)), match.Heads[head]));
            var bias = Distance([w.OutputBias], [v.OutputBias]);
            changes.Add(
                new ComponentChange($"L{layer} attention bias", ComponentKind.AttentionBias, layer, bias, match.ConstantMoved ? bias : 0));
            changes.Add(Norm($"L{layer} norm before MLP", ComponentKind.NormAfter, layer, w.NormAfter, v.NormAfter, match.Mlp > rounding));
            Tensor[] mlp = [w.UpWeight, w.UpBias, w.DownWeight, w.DownBias], after_ = [v.UpWeight, v.UpBias, v.DownWeight, v.DownBias];
            // The output bias is no unit's, and what it adds is what it is.
            changes.Add(
                new ComponentChange($"L{layer} MLP", ComponentKind.Mlp, layer, Distance(mlp, after_),
                    Math.Max(match.Mlp, Distance([w.DownBias], [v.DownBias]))));
        }
        var classes = one.Classifier.Weight.shape.SequenceEqual(other.Classifier.Weight.shape);
        var read = classes ? Likeness.Distance(Read(one), Read(other)) : double.PositiveInfinity;
        changes.Add(Norm("final norm", ComponentKind.FinalNorm, null, one.FinalNorm, other.FinalNorm, read > rounding));
        if (classes)
            changes.Add(
                new ComponentChange("classifier", ComponentKind.Classifier, null,
                    Distance([one.Classifier.Weight, one.Classifier.Bias], [other.Classifier.Weight, other.Classifier.Bias]), read));
        return changes;
    }

    private static ComponentChange Written(string name, ComponentKind kind, int? layer, Tensor[] before, Tensor[] after)
    {
        var distance = Distance(before, after);
        return new ComponentChange(name, kind, layer, distance, distance);
    }

    // A norm computes only through those who read it.
    private static ComponentChange Norm(string name, ComponentKind kind, int? layer, (Tensor Weight, Tensor Bias) before,
        (Tensor Weight, Tensor Bias) after, bool readersChanged)
    {
        var distance = Distance([before.Weight, before.Bias], [after.Weight, after.Bias]);
        return new ComponentChange(name, kind, layer, distance, readersChanged ? distance : 0);
    }

    private static Tensor[] Embedding(ModelParts parts) => [parts.Projection.Weight, parts.Projection.Bias, .. parts.Written];

    // The classifier with the final norm folded in: [classes, D + 1].
    private static Tensor Read(ModelParts w)
    {
        var (weight, norm, shift) =
            (WeightComparison.Exact(w.Classifier.Weight), WeightComparison.Exact(w.FinalNorm.Weight),
                WeightComparison.Exact(w.FinalNorm.Bias));
        var scaled = weight * norm;
        var bias = mv(weight, shift).Plus(WeightComparison.Exact(w.Classifier.Bias));
        return cat([scaled - scaled.mean([1], keepdim: true), bias.unsqueeze(1)], 1);
    }

    private static Tensor[] Head(BlockWeights w, int head, VideoModel model)
    {
        var (d, width) = (model.Shape.Width / model.Heads, model.Shape.Width);
        Tensor Rows(Tensor stacked, int part) => stacked.narrow(0, (long)part * width + head * d, d);
        var parts = Enumerable.Range(0, 3).Select(part => Rows(w.QueryKeyValueWeight, part))
            .Append(w.OutputWeight.narrow(1, (long)head * d, d));
        return w.QueryKeyValueBias is { } bias ? [.. parts, .. Enumerable.Range(0, 3).Select(part => Rows(bias, part))] : [.. parts];
    }

    private static double Distance(Tensor[] before, Tensor[] after)
    {
        using var scope = NewDisposeScope();
        Tensor Flat(Tensor[] parts) => cat([.. parts.Select(part => WeightComparison.Exact(part).reshape(-1))], 0);
        return Likeness.Distance(Flat(before), Flat(after));
    }
}
