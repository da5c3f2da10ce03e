using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Runs;

/// <summary>
/// The two clips that a measurement compares. "Clean" is where updates are taken from, "corrupt" is the run they are put into; each is run
/// once, whatever is measured. Owns the traces, not the clips.
/// </summary>
public sealed class ClipPair : IDisposable
{
    /// <summary>A pair of clips, pixel_values [1, T, C, H, W] each.</summary>
    public ClipPair(VideoModel model, Tensor clean, Tensor corrupt)
        : this(new ClipRun(model, clean), new ClipRun(model, corrupt))
    {
    }

    /// <summary>A pair of runs of one model, which the pair owns from now on.</summary>
    public ClipPair(ClipRun clean, ClipRun corrupt) => (Clean, Corrupt) = (clean, corrupt);

    /// <summary>The model.</summary>
    public VideoModel Model => Clean.Model;

    /// <summary>The clean clip ("strike").</summary>
    public ClipRun Clean { get; }

    /// <summary>The corrupted clip ("gutter").</summary>
    public ClipRun Corrupt { get; }

    /// <summary>Told of replays done, of how many, while a sweep is under way.</summary>
    public IProgress<(int Done, int Of)>? Progress { get; init; }

    /// <summary>
    /// The same runs with the parts exchanged (noising instead of denoising). Its runs are this pair's: do not dispose it.
    /// </summary>
    public ClipPair Swapped => new(Corrupt, Clean) { Progress = Progress };

    /// <summary>Another clean run against the same corrupted one. Shares its runs: do not dispose it.</summary>
    public ClipPair With(ClipRun clean) => new(clean, Corrupt) { Progress = Progress };

    /// <summary>Says what will be asked for, of each; the last stream of both always is.</summary>
    public void Plan(Sites clean, Sites corrupt)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(corrupt);
        Clean.Plan(clean | Sites.Of(LastStream));
        Corrupt.Plan(corrupt | Sites.Of(LastStream));
    }

    /// <summary>The end of the last block, before the final norm: where recovery is measured.</summary>
    public Site LastStream => Site.ResidPost(Model.Layers - 1);

    /// <summary>The class that the clean run predicts: the protocol's target.</summary>
    public int PredictedClass
    {
        get
        {
            using var largest = Clean.Keeping(Sites.None).Logits.argmax();
            return (int)largest.item<long>();
        }
    }

    /// <summary>Lets both runs go: <see cref="ClipRun.Release"/>.</summary>
    public void Release()
    {
        Clean.Release();
        Corrupt.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clean.Dispose();
        Corrupt.Dispose();
    }
}
