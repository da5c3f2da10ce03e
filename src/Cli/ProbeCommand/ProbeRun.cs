using Claims.Alley;
using Claims.Alley.Objects;
using Claims.Alley.Training;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Json;
using Claims.Measurements.Probes;
using Claims.Measurements.Readings;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Cli.ProbeCommand;

/// <summary>Probes for the outcome in a model of the alley, beside its untrained twin.</summary>
internal sealed class ProbeRun
{
    private const int Folds = 5;
    private const uint Seed = 42;

    public required string Model { get; init; }

    public required int Scenes { get; init; }

    public required int Shuffles { get; init; }

    /// <summary>Keep the result in the checkpoint's provenance.json.</summary>
    public required bool Write { get; init; }

    public int Run()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var model = VideoModel.Load(Model);
        MustBeOfTheAlley(model);
        using var untrained = BeforeItsFirstStep(model);
        var progress = new ProgressLine();
        var found = AlleyWords.Actions.Where(action => action.HasOutcome()).SelectMany(action => Probe(action, model, untrained, progress))
            .ToArray();
        ProbeTable.Show(found);
        if (Write)
            JsonReport.Set(Path.Combine(Model, "provenance.json"), "outcome_probe",
                new OutcomeProbe(AlleySeeds.Probes, Scenes, Folds, Shuffles, Seed, AlleyModels.Seed, found));
        return ExitCode.AsExpected;
    }

    private IEnumerable<ProbedAction> Probe(AlleyAction action, VideoModel model, VideoModel untrained, ProgressLine progress)
    {
        progress.What = action.Word();
        var clips = Enumerable.Range(0, Scenes).Select(i => new AlleyClipId(AlleySeeds.Probes + i, action).Resolve()).ToArray();
        bool[] labels = [.. clips.Select(clip => clip.Outcome == Outcome.Success)];
        string[] scenes = [.. clips.Select(clip => clip.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var (learned, random) = (Features(model, clips, progress), Features(untrained, clips, progress));
        foreach (var (name, patchMean) in new[] { ("cls", false), ("patch_mean", true) })
        {
            var probe = ClipProbe.Of(learned[patchMean], labels, scenes, random[patchMean], Folds, Shuffles, Seed);
            var shuffled = Enumerable.Range(0, model.Layers)
                .Select(layer => Enumerable.Range(0, Shuffles).Select(draw => probe.Shuffled[layer, draw]).ToArray()).ToArray();
            yield return new(action.Word(), name, probe.Accuracy.Values, [.. shuffled.Select(draws => draws.Average())],
                [.. shuffled.Select(draws => draws.Max())], probe.Untrained.Values);
        }
    }

    // [clips, layers, D] of CLS and of the mean patch token.
    private static Dictionary<bool, Tensor> Features(VideoModel model, AlleyClipId[] clips, ProgressLine progress)
    {
        var features = new Dictionary<bool, List<Tensor>> { [false] = [], [true] = [] };
        foreach (var clip in clips)
        {
            using var pixels = AlleyBatch.PixelValues([clip]);
            using var trace = model.Run(pixels, ClipFeatures.Needs);
            foreach (var (patchMean, all) in features)
                all.Add(ClipFeatures.OfTrace(model, trace, patchMean));
            progress.Report((features[false].Count, clips.Length));
        }
        return features.ToDictionary(feature => feature.Key, feature => stack(feature.Value, 0));
    }

    // Where the shipped models began; of another architecture, as good a start.
    private static VideoModel BeforeItsFirstStep(VideoModel model) =>
        model is Vivit { Config: var config } && config with { Labels = AlleyModels.Config.Labels } == AlleyModels.Config
            ? AlleyModels.Untrained() : model.Untrained(AlleyModels.Seed);

    private void MustBeOfTheAlley(VideoModel model)
    {
        if (!model.Labels.SequenceEqual(AlleyWorld.Labels))
            throw new BadInputException("is no model of the alley: its classes are others.", Model,
                "Give one that `./claims train alley` made.", "training");
    }
}
