using Claims.Model;

namespace Claims.Measurements.Arrays;

/// <summary>What a block adds to the stream: the two updates, under the paper's names.</summary>
internal static class Component
{
    private static readonly (string Name, SiteKind Kind)[] Updates = [("ATTN", SiteKind.AttnOut), ("MLP", SiteKind.MlpOut)];

    /// <summary>ATTN and MLP.</summary>
    public static Axis Axis { get; } = new("component", [.. Updates.Select(update => update.Name)]);

    /// <summary>Layer by layer: attention update, MLP update.</summary>
    public static IReadOnlyList<Site> Sites(VideoModel model) =>
        [.. from layer in Enumerable.Range(0, model.Layers) from update in Updates select new Site(layer, update.Kind)];

    /// <summary>Layer by layer, head by head.</summary>
    public static IReadOnlyList<(int Layer, int Head)> Heads(VideoModel model) =>
        [.. from layer in Enumerable.Range(0, model.Layers) from head in Enumerable.Range(0, model.Heads) select (layer, head)];

    /// <summary>The axes of <see cref="Sites"/>.</summary>
    public static IReadOnlyList<Axis> ComponentAxes(VideoModel model) => [Axis.Counting("layer", model.Layers), Axis];

    /// <summary>The axes of <see cref="Heads"/>.</summary>
    public static IReadOnlyList<Axis> HeadAxes(VideoModel model) =>
        [Axis.Counting("layer", model.Layers), Axis.Counting("head", model.Heads)];
}
