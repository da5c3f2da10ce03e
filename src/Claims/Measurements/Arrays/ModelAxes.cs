using Claims.Checkpoints;
using Claims.Model;

namespace Claims.Measurements.Arrays;

/// <summary>The axes that a model's numbers have.</summary>
public static class ModelAxes
{
    /// <summary>Classes by name. Classes of the same name are told apart by their index.</summary>
    public static Axis Classes(this VideoModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var twice = model.Labels.GroupBy(label => label).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return new Axis("class", [.. model.Labels.Select((label, i) => twice.Contains(label) ? $"{label} ({i})" : label)]);
    }

    /// <summary>Blocks: 0, 1, 2, ...</summary>
    public static Axis LayerAxis(this VideoModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Axis.Counting("layer", model.Layers);
    }

    /// <summary>Attention heads: 0, 1, 2, ...</summary>
    public static Axis HeadAxis(this VideoModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Axis.Counting("head", model.Heads);
    }

    /// <summary>Tokens in the order of the stream: CLS, and the patch tokens 0, 1, 2, ...</summary>
    public static Axis TokenAxis(this VideoModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Axis("token", [.. Enumerable.Range(0, model.Tokens).Select(model.Shape.Tokens.Name)]);
    }
}
