using Claims.Common;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Runs;

/// <summary>
/// A clip and the one unpatched run of it that every measurement shares. Runs when first asked; owns the trace, not the clip.
/// </summary>
public sealed class ClipRun : IDisposable
{
    // The last holds the most. The others are there for those who still read them.
    private readonly List<Trace> _traces = [];
    private Sites _planned = Sites.None;

    /// <param name="model">The model.</param>
    /// <param name="clip">pixel_values [1, T, C, H, W].</param>
    /// <exception cref="BadInputException">It is more or less than one clip.</exception>
    public ClipRun(VideoModel model, Tensor clip)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.dim() != 5 || clip.shape[0] != 1)
            throw new BadInputException($"One clip is [1, T, C, H, W]; this is [{string.Join(", ", clip.shape)}].");
        (Model, Clip) = (model, clip);
    }

    /// <summary>The model.</summary>
    public VideoModel Model { get; }

    /// <summary>pixel_values [1, T, C, H, W].</summary>
    public Tensor Clip { get; }

    /// <summary>How many forwards it took: 1 where all that was asked for had been planned.</summary>
    public int Forwards { get; private set; }

    /// <summary>Says what will be asked for, so that the first run keeps it.</summary>
    public void Plan(Sites sites) => _planned |= sites;

    /// <summary>The run, holding at least these sites. What was neither planned nor asked for before costs another forward.</summary>
    public Trace Keeping(Sites sites)
    {
        ArgumentNullException.ThrowIfNull(sites);
        if (_traces.Count > 0 && Covers(_traces[^1], sites.For(Model)))
            return _traces[^1];
        Plan(sites);
        _traces.Add(Model.Run(Clip, _planned));
        Forwards++;
        return _traces[^1];
    }

    /// <summary>Lets the run go, where memory is short and nobody reads it any more; who asks again pays for another forward.</summary>
    public void Release()
    {
        _traces.ForEach(trace => trace.Dispose());
        _traces.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    private bool Covers(Trace trace, Sites sites)
    {
        var wanted = from layer in Enumerable.Range(0, Model.Layers)
                     from kind in Model.SiteKinds
                     where sites.Contains(new Site(layer, kind))
                     select new Site(layer, kind);
        return wanted.All(site => trace.Holds(site)
            && (site.Kind != SiteKind.Pattern || trace.PatternRows is not { } rows || sites.Rows is { } asked && asked.All(rows.Contains)));
    }
}
