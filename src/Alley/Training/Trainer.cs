using Claims.Checkpoints;
using Claims.Common;
using Claims.Common.Native;
using Claims.Model.Architectures.Vivit;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>
/// Trains a ViViT step by step: AdamW, warm-up and cosine, gradients clipped. The same recipe and clips end with the same bits.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly ITrainingData _data;
    private readonly LearningVivit _learning;
    private readonly AdamW _optimizer;
    private readonly List<StepResult> _curve = [];

    /// <summary>Starts with the untrained model of the recipe's seed, or with other weights.</summary>
    /// <param name="config">The architecture.</param>
    /// <param name="recipe">How.</param>
    /// <param name="data">On what.</param>
    /// <param name="start">What the weights begin as; copied. Null: as the seed says.</param>
    public Trainer(VivitConfig config, TrainingRecipe recipe, ITrainingData data, VivitWeights? start = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        (Recipe, _data) = (recipe, data);
        using (var drawn = start is null ? RandomWeights.InOneStream(config, recipe.Seed) : null)
            _learning = new LearningVivit(config, start ?? drawn!, recipe.Labels == LabelKind.ActionAndOutcome);
        // Reads many alike inputs at once: every step of its weights is felt as many times over.
        var embedding = (Parameter)_learning.Weights.PatchWeight;
        var others = _learning.Parameters.Where(parameter => !ReferenceEquals(parameter, embedding))
            .ToLookup(parameter => parameter.dim() == 2);
        _optimizer = new AdamW(recipe.Beta1, recipe.Beta2, new([.. others[true]], recipe.WeightDecay, 1), new([.. others[false]], 0, 1),
            new([embedding], recipe.WeightDecay, recipe.EmbeddingShare));
    }

    /// <summary>How.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>Parts of a batch worked on at once; what comes of it does not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Every step so far.</summary>
    public IReadOnlyList<StepResult> Curve => _curve;

    /// <summary>Whether all steps are made.</summary>
    public bool Done => _curve.Count >= Recipe.Steps;

    /// <summary>The model as it is now. The trainer's own.</summary>
    public Vivit Model => _learning.Model;

    /// <summary>Its weights.</summary>
    public VivitWeights Weights => _learning.Weights;

    /// <summary>
    /// The outcome's readouts, where there are any: "outcome.weight" [2·classes, D] and "outcome.bias" over the final norm's CLS,
    /// "outcome_patches.LAYER.*" over patch tokens after some layers.
    /// </summary>
    public IEnumerable<(string Name, Tensor Value)> Readout => _learning.Readout;

    /// <summary>Makes a step.</summary>
    /// <exception cref="TrainingException">Loss or gradient is not a finite number; the weights are as before the step.</exception>
    public StepResult Advance()
    {
        // Norms are sums too.
        using var native = new NativeThreads(1);
        var step = _curve.Count;
        using var scope = NewDisposeScope();
        using var batch = _data.Batch(step);
        var (loss, right) = Gradients(batch, step);
        MustBeFinite(loss, "loss", step);
        var norm = nn.utils.clip_grad_norm_(_learning.Parameters, Recipe.ClipNorm);
        MustBeFinite(norm, "norm of the gradients", step);
        _optimizer.Step(Recipe.RateAt(step));
        var result = new StepResult(loss, (double)right / batch.Actions.shape[0], norm);
        _curve.Add(result);
        return result;
    }

    /// <summary>
    /// Logits of the actions [B, classes] and of the outcomes [B, 2] of the action that each clip is taken for, as read off CLS, or null;
    /// without gradients.
    /// </summary>
    public (Tensor Actions, Tensor? Outcomes) Predict(Tensor clips)
    {
        using var off = no_grad();
        var (actions, outcomes) = _learning.Run(clips);
        return (actions, outcomes.Count == 0 ? null : outcomes[0].gather(1, actions.argmax(1).view(-1, 1, 1).expand(-1, 1, 2)).squeeze(1));
    }

    /// <summary>Keeps all that a later <see cref="Restore"/> needs to go on to the same end.</summary>
    /// <param name="path">A safetensors file.</param>
    public void Save(string path) => TrainingState.Save(path, Recipe, _learning.Parameters, _optimizer, _curve);

    /// <summary>Goes on where <see cref="Save"/> left.</summary>
    /// <exception cref="TrainingException">The file is of another training.</exception>
    /// <exception cref="CheckpointException">It is damaged.</exception>
    public void Restore(string path)
    {
        var curve = TrainingState.Restore(path, Recipe, _learning.Parameters, _optimizer);
        _curve.Clear();
        _curve.AddRange(curve);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _learning.Dispose();
    }

    private (double Loss, long Right) Gradients(TrainingBatch batch, int step)
    {
        try
        {
            return BatchGradients.Of(_learning, batch, Recipe.Together, Workers);
        }
        // A part's run came upon values that are not finite: of its clips, or on the way through the model.
        catch (AggregateException e) when (e.InnerExceptions[0] is BadInputException found)
        {
            throw Ended(step, found.Message.TrimEnd('.'));
        }
    }

    private void MustBeFinite(double value, string what, int step)
    {
        if (!double.IsFinite(value))
            throw Ended(step, $"the {what} is {value}");
    }

    private TrainingException Ended(int step, string why) => new(
        $"step {step}: {why}. A learning rate of {Recipe.LearningRate} may be too high, or a clip is damaged.",
        remedy: "Nothing was updated: go on from the last saved state with --resume, or start anew with a lower --learning-rate.");
}
