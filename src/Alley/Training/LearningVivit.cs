using Claims.Common.Native;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Alley.Training;

/// <summary>
/// A ViViT whose weights are parameters, and perhaps readouts of the outcome beside its classifier: of CLS, and of the patch tokens after
/// every third block, the one with most evidence counting most: an outcome lies in a few of them, and is found there sooner than in CLS
/// at the end. Each action has two logits of its own: what tells a strike from a gutter ball tells nothing of golf.
/// </summary>
internal sealed class LearningVivit : IDisposable
{
    private const int Outcomes = 2;

    // Blocks from one readout of patch tokens to the next.
    private const int Every = 3;

    // What an outcome changes is a small part of a normalised vector: read 4-fold, its weights need not first grow for thousands of steps.
    private const double ReadoutScale = 4;

    private readonly (string Name, Parameter Weight, Parameter Bias)[] _readouts;
    private readonly Site[] _sites;

    /// <param name="config">The architecture.</param>
    /// <param name="start">What the weights begin as; copied.</param>
    /// <param name="withOutcome">Whether there are readouts, which begin as nothing.</param>
    public LearningVivit(VivitConfig config, VivitWeights start, bool withOutcome)
    {
        Weights = start.Map(weight => new Parameter(weight.clone()));
        Model = new Vivit(config, Weights);
        var logits = config.Labels.Count * Outcomes;
        _sites = withOutcome
            ? [.. Enumerable.Range(0, config.Layers).Where(layer => layer % Every == Every - 1 || layer == config.Layers - 1)
                .Select(Site.ResidPost)] : [];
        string[] names = withOutcome ? ["outcome", .. _sites.Select(site => $"outcome_patches.{site.Layer}")] : [];
        _readouts = [.. names.Select(name => (name, Kept([logits, config.HiddenSize]), Kept([logits])))];
    }

    private LearningVivit(LearningVivit whole)
    {
        Weights = whole.Weights.Map(Leaf);
        Model = new Vivit(whole.Model.Config, Weights);
        _sites = whole._sites;
        _readouts = [.. whole._readouts.Select(readout => (readout.Name, Leaf(readout.Weight), Leaf(readout.Bias)))];
    }

    public Vivit Model { get; }

    public VivitWeights Weights { get; }

    /// <summary>All that learns, in an order of its own.</summary>
    public IReadOnlyList<Parameter> Parameters =>
        [.. Weights.All.Cast<Parameter>(), .. _readouts.SelectMany(readout => new[] { readout.Weight, readout.Bias })];

    /// <summary>The readouts of the outcome, or nothing.</summary>
    public IEnumerable<(string Name, Tensor Value)> Readout =>
        _readouts.SelectMany(readout =>
            new (string, Tensor)[] { ($"{readout.Name}.weight", readout.Weight), ($"{readout.Name}.bias", readout.Bias) });

    /// <summary>
    /// Logits of the actions [B, classes] and, of each readout, CLS's first, of each action's outcomes [B, classes, 2]. They belong to the
    /// caller's scope.
    /// </summary>
    public (Tensor Actions, IReadOnlyList<Tensor> Outcomes) Run(Tensor clips)
    {
        using var trace = Model.Run(clips, Sites.Of(_sites));
        if (_readouts.Length == 0)
            return (trace.Logits.alias(), []);
        var tokens = _sites.Select(site => Model.FinalNorm(trace[site])).ToArray();
        Tensor[] read = [tokens[^1].narrow(1, 0, 1), .. tokens.Select(after => after.narrow(1, 1, Model.Tokens - 1))];
        return (trace.Logits.alias(),
            [.. _readouts.Zip(read, (readout, some) =>
                F.linear(some * Scalars.Of(ReadoutScale), readout.Weight, readout.Bias).logsumexp(1).view(clips.shape[0], -1, Outcomes))]);
    }

    /// <summary>The same weights in the same memory, as parameters of their own: what goes back side by side has gradients apart.</summary>
    public LearningVivit Apart() => new(this);

    public void Dispose()
    {
        Model.Dispose();
        foreach (var (_, weight, bias) in _readouts)
        {
            weight.Dispose();
            bias.Dispose();
        }
    }

    private static Parameter Kept(long[] shape)
    {
        var parameter = new Parameter(zeros(shape, dtype: float32));
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private static Parameter Leaf(Tensor weight)
    {
        var parameter = new Parameter(weight.detach());
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
