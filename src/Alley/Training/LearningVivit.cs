using Claims.Model;
using Claims.Model.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Alley.Training;

/// <summary>A ViViT whose weights are parameters, and perhaps a readout of the outcome beside its classifier.</summary>
internal sealed class LearningVivit : IDisposable
{
    private const int Outcomes = 2;

    private readonly Parameter? _outcomeWeight;
    private readonly Parameter? _outcomeBias;
    private readonly Site _last;

    /// <param name="config">The architecture.</param>
    /// <param name="start">What the weights begin as; copied.</param>
    /// <param name="withOutcome">Whether there is a readout, which begins as nothing.</param>
    public LearningVivit(VivitConfig config, VivitWeights start, bool withOutcome)
    {
        Weights = start.Map(weight => new Parameter(weight.clone()));
        Model = new Vivit(config, Weights);
        _last = Site.ResidPost(config.Layers - 1);
        if (!withOutcome)
            return;
        _outcomeWeight = new Parameter(zeros([Outcomes, config.HiddenSize], dtype: float32));
        _outcomeBias = new Parameter(zeros([Outcomes], dtype: float32));
        _outcomeWeight.DetachFromDisposeScope();
        _outcomeBias.DetachFromDisposeScope();
    }

    public Vivit Model { get; }

    public VivitWeights Weights { get; }

    /// <summary>All that learns, in an order of its own.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. Weights.All.Cast<Parameter>(), .. new[] { _outcomeWeight, _outcomeBias }.OfType<Parameter>()];

    /// <summary>The readout of the outcome, or nothing.</summary>
    public IEnumerable<(string Name, Tensor Value)> Readout => _outcomeWeight is null ? [] : [("outcome.weight", _outcomeWeight), ("outcome.bias", _outcomeBias!)];

    /// <summary>Logits of the actions [B, classes] and, where there is a readout, of the outcomes [B, 2]. They belong to the caller's scope.</summary>
    public (Tensor Actions, Tensor? Outcomes) Run(Tensor clips)
    {
        using var trace = Model.Run(clips, _outcomeWeight is null ? Sites.None : Sites.Of(_last));
        return (trace.Logits.alias(), _outcomeWeight is null ? null : F.linear(Model.FinalNorm(trace[_last].select(1, 0)), _outcomeWeight, _outcomeBias));
    }

    public void Dispose()
    {
        Model.Dispose();
        _outcomeWeight?.Dispose();
        _outcomeBias?.Dispose();
    }
}
