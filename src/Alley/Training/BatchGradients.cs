using System.Runtime.CompilerServices;
using Claims.Common.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Alley.Training;

/// <summary>
/// A batch's loss and gradients, a few clips at a time and side by side. Parts add up in their order, so that the sums do not depend on
/// how many are worked on at once.
/// </summary>
internal static class BatchGradients
{
    private sealed record Part(double Loss, long Right, Tensor[] Gradients);

    /// <summary>Leaves the gradients in the parameters.</summary>
    /// <param name="learning">The model.</param>
    /// <param name="batch">The clips.</param>
    /// <param name="together">Clips of a part.</param>
    /// <param name="workers">Parts worked on at once.</param>
    /// <returns>The loss, and how many actions were classified right.</returns>
    public static (double Loss, long Right) Of(LearningVivit learning, TrainingBatch batch, int together, int workers)
    {
        var clips = batch.Actions.shape[0];
        var withOutcome = batch.Outcomes is null ? 0 : batch.Outcomes.ne(Scalars.Of(TrainingBatch.NoOutcome)).sum().item<long>();
        var parts = new Part[(clips + together - 1) / together];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, i =>
        {
            using var native = new NativeThreads(1);
            parts[i] = OfPart(learning, batch, (long)i * together, Math.Min(together, clips - (long)i * together), withOutcome);
        });
        AddUp(learning.Parameters, parts);
        return (parts.Sum(part => part.Loss), parts.Sum(part => part.Right));
    }

    private static Part OfPart(LearningVivit learning, TrainingBatch batch, long first, long count, long withOutcome)
    {
        using var scope = NewDisposeScope();
        using var own = learning.Apart();
        var (actions, outcomes) = own.Run(batch.Pixels.narrow(0, first, count));
        var labels = batch.Actions.narrow(0, first, count);
        var loss = F.cross_entropy(actions, labels, reduction: nn.Reduction.Sum) / Scalars.Of(batch.Actions.shape[0]);
        // [B, classes, 2] to [B, 2]: the logits of the clip's own action.
        var place = labels.view(-1, 1, 1).expand(-1, 1, 2);
        foreach (var outcome in outcomes)
        {
            var ofAction = outcome.gather(1, place).squeeze(1);
            var outcomeLoss = OutcomeLoss(ofAction, batch.Outcomes!.narrow(0, first, count));
            loss = loss.Plus(outcomeLoss / Scalars.Of(Math.Max(1, withOutcome)));
        }
        // Copies: of a single clip, CLS's gradient is a part of the positions'.
        Tensor[] gradients = [.. Checked.Gradients(loss, own.Parameters).Select(gradient => gradient.clone().DetachFromDisposeScope())];
        return new(loss.item<float>(), actions.argmax(1).eq(labels).sum().item<long>(), gradients);
    }

    // Cross-entropy of each clip; and of both clips of a scene beside each other, that the success looks more like one. What scenes
    // differ in, which at first drowns what outcomes do, cancels there.
    private static Tensor OutcomeLoss(Tensor logits, Tensor labels)
    {
        var each = F.cross_entropy(logits, labels, ignore_index: TrainingBatch.NoOutcome, reduction: nn.Reduction.Sum);
        var paired = logits.shape[0] / 2 * 2;
        var (pairs, outcomes) =
            ((logits.select(1, 1) - logits.select(1, 0)).narrow(0, 0, paired).view(-1, 2), labels.narrow(0, 0, paired).view(-1, 2));
        var isPair = (outcomes.select(1, 0).eq(Scalars.Of(1)) & outcomes.select(1, 1).eq(Scalars.Of(0))).to(logits.dtype);
        var apart = Softplus(pairs.select(1, 1) - pairs.select(1, 0), Scalars.Of(1.0), Scalars.Of(20.0));
        return each.Plus((apart * isPair).sum() * Scalars.Of(2));
    }

    // What F.softplus calls, with scalars of its own that may be freed while they are read.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "softplus1")]
    private static extern Tensor Softplus(Tensor x, Scalar beta, Scalar threshold);

    private static void AddUp(IReadOnlyList<Parameter> parameters, IReadOnlyList<Part> parts)
    {
        using var off = no_grad();
        for (var i = 0; i < parameters.Count; i++)
        {
            var sum = parts[0].Gradients[i];
            foreach (var part in parts.Skip(1))
            {
                sum.AddInPlace(part.Gradients[i]);
                part.Gradients[i].Dispose();
            }
            parameters[i].grad = sum;
            sum.Dispose();
        }
    }
}
