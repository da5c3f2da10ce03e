using Claims.Measurements;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Papers.AttentionGathers;

/// <summary>The delta cascade with what the corrected form needs beside it.</summary>
internal static class Cascades
{
    /// <returns><see cref="DeltaCascade"/>'s arrays; <c>cls_delta</c> [layer, width]: CLS clean - corrupt; <c>cls_size</c> [layer]: the mean norm of the two.</returns>
    public static IReadOnlyList<Numbers> Of(ClipPair pair, TokenGrid grid)
    {
        using var scope = NewDisposeScope();
        var (clean, corrupt) = (pair.Clean.Keeping(DeltaCascade.Needs), pair.Corrupt.Keeping(DeltaCascade.Needs));
        var layers = Enumerable.Range(0, pair.Model.Layers).Select(layer => (
            Clean: clean.Cls(Site.ResidPost(layer)).to(float64), Corrupt: corrupt.Cls(Site.ResidPost(layer)).to(float64))).ToArray();
        var deltas = stack([.. layers.Select(layer => layer.Clean - layer.Corrupt)], 0);
        var sizes = stack([.. layers.Select(layer => (layer.Clean.norm() + layer.Corrupt.norm()) / 2)], 0);
        return
        [
            .. DeltaCascade.Measure(pair, grid),
            deltas.Named("cls_delta", "norm", pair.Model.LayerAxis(), Axis.Counting("width", (int)deltas.shape[1])),
            sizes.Named("cls_size", "norm", pair.Model.LayerAxis()),
        ];
    }
}
