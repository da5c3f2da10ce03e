using Claims.Common.Native;

namespace Claims.Model;

/// <summary>Whether what is asked of a model has a place in it: found out before anything is computed.</summary>
internal static class Fits
{
    /// <exception cref="ArgumentException">A patch names a place that the model does not have, or its value does not fit there.</exception>
    public static void Patches(VideoModel model, IReadOnlyList<Patch> patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        foreach (var patch in patches)
        {
            ArgumentNullException.ThrowIfNull(patch, nameof(patches));
            if (patch.Site.Layer >= model.Layers || patch.Site.Layer < 0)
                throw new ArgumentException($"{patch}: the model has layers 0 to {model.Layers - 1}.", nameof(patches));
            if (patch.Head is { } head && (head < 0 || head >= model.Heads))
                throw new ArgumentException($"{patch}: the model has heads 0 to {model.Heads - 1}.", nameof(patches));
            if (patch.Tokens is { } tokens && tokens.Any(token => token < 0 || token >= model.Tokens))
                throw new ArgumentException($"{patch}: the model has tokens 0 to {model.Tokens - 1}.", nameof(patches));
            Broadcasts(model, patch);
        }
    }

    /// <exception cref="ArgumentException">A pattern's row is asked for that the model does not have.</exception>
    public static void Rows(VideoModel model, Sites keep)
    {
        if (keep.Rows is { } rows && rows.Any(row => row < 0 || row >= model.Tokens))
            throw new ArgumentException($"Pattern rows {TensorText.Shape(rows)}: the model has tokens 0 to {model.Tokens - 1}.",
                nameof(keep));
    }

    /// <exception cref="ArgumentException">The trace is of another number of clips, or of another model.</exception>
    public static void Trace(VideoModel model, Trace known, long clips)
    {
        var (count, classes) = (known.Logits.shape[0], known.Logits.shape[1]);
        if (count != clips || classes != model.Labels.Count)
        {
            throw new ArgumentException(
                $"The trace is of {count} clips and {classes} classes; it must be of {clips} and of {model.Labels.Count}.", nameof(known));
        }
        foreach (var site in known.Sites.Where(site => site.Layer < model.Layers))
            _ = known.FindIn(model, site);
    }

    private static void Broadcasts(VideoModel model, Patch patch)
    {
        var (target, value) = (model.ShapeAt(patch.Site), patch.Value.shape);
        var fits = value.Length <= target.Length;
        for (var back = 1; fits && back <= value.Length; back++)
            fits = value[^back] == 1 || value[^back] == target[^back] || back == 2 && value[^back] == patch.Tokens?.Count;
        if (!fits)
            throw new ArgumentException($"{patch}: a value at {patch.Site} is {TensorText.Shape(target)}, this one "
                + $"{TensorText.Shape(value)}.", nameof(patch));
    }
}
