using Claims.Measurements.Probes;
using Claims.Measurements.Readings;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Catalog;

/// <summary>Linear probes that may generalise.</summary>
internal static class ProbeMethods
{
    public static IEnumerable<Method> All { get; } =
    [
        new("probe-clips", "linear probes scored on clips and scenes they did not see, beside shuffled labels and an untrained model",
            Sites.None, Honest),
    ];

    // Nothing where no clips were listed.
    private static IEnumerable<Variant> Honest(MeasureContext context)
    {
        var clips = context.Options.Clips;
        if (clips.Count == 0)
            yield break;
        using var scope = NewDisposeScope();
        bool[] labels = [.. clips.Select(clip => clip.Outcome == clips[0].Outcome)];
        var model = context.Pair.Model;
        using var random = model.Untrained(context.Options.Seed);
        var features = Features(context, [model, random]);
        var (trained, untrained) = (features[0], features[1]);
        foreach (
            var (split, groups) in new[] { ("clip", clips.Select(clip => clip.Name)), ("scene", clips.Select(clip => clip.Scene ?? "")) })
        {
            if (split == "scene" && clips.Any(clip => clip.Scene is null))
                continue;
            foreach (
                var (read, mine, theirs) in new[] { ("CLS", trained.Cls, untrained.Cls),
                    ("mean patch token", trained.Patches, untrained.Patches) })
            {
                var probe =
                    ClipProbe.Of(mine, labels, [.. groups], theirs, shuffles: context.Options.Draws, seed: (uint)context.Options.Seed);
                yield return new($"{read}, by {split}", [probe.Accuracy, probe.Shuffled, probe.Untrained, probe.Fold]);
            }
        }
    }

    // [clips, layers, D] each, a pair a model; a clip is read once, and run once in each.
    private static (Tensor Cls, Tensor Patches)[] Features(MeasureContext context, VideoModel[] models)
    {
        var (clips, done) = (context.Options.Clips, 0);
        var (cls, patches) = (models.Select(_ => new List<Tensor>()).ToArray(), models.Select(_ => new List<Tensor>()).ToArray());
        foreach (var clip in clips)
        {
            using var pixels = clip.Pixels();
            foreach (var (i, model) in models.Index())
            {
                using var trace = model.Run(pixels, ClipFeatures.Needs);
                cls[i].Add(ClipFeatures.OfTrace(model, trace));
                patches[i].Add(ClipFeatures.OfTrace(model, trace, patchMean: true));
            }
            context.Pair.Progress?.Report((++done, clips.Count));
        }
        return [.. models.Index().Select(model => (stack(cls[model.Index], 0), stack(patches[model.Index], 0)))];
    }
}
