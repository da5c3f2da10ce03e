using Claims.Measurements.Arrays;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Readings;

/// <summary>What a probe of clips reads: one vector per clip and block, so that no two rows come from the same clip.</summary>
public static class ClipFeatures
{
    /// <summary>What <see cref="OfTrace"/> needs a trace to keep.</summary>
    public static Sites Needs => Sites.ResidPost;

    /// <summary>What is read (CLS) of every block's output: [layers, D]; or, the mean of its patch tokens.</summary>
    public static Tensor OfTrace(VideoModel model, Trace trace, bool patchMean = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        return stack([.. Enumerable.Range(0, model.Layers).Select(layer => patchMean
            ? trace.One(Site.ResidPost(layer)).Patches(model).mean([0])
            : trace.Read(model, Site.ResidPost(layer)))], 0).to(float64).cpu().MoveToOuterDisposeScope();
    }

    /// <summary>The same of many clips, one run each: [clips, layers, D], float64.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">pixel_values [1, T, C, H, W] each, read as they are needed.</param>
    /// <param name="patchMean">The mean patch token instead of CLS.</param>
    /// <param name="progress">Told after every clip how many are done.</param>
    public static Tensor OfClips(VideoModel model, IEnumerable<Tensor> clips, bool patchMean = false, IProgress<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clips);
        using var scope = NewDisposeScope();
        var all = new List<Tensor>();
        foreach (var clip in clips)
        {
            using var trace = model.Run(clip, Needs);
            all.Add(OfTrace(model, trace, patchMean));
            progress?.Report(all.Count);
        }
        return stack(all, 0).MoveToOuterDisposeScope();
    }
}
