using Claims.Measurements.Arrays;
using Claims.Measurements.Readings;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Papers.AttentionGathers;

/// <summary>The delta cascade with what the corrected form needs beside it.</summary>
internal static class Cascades
{
    /// <summary>The array of what is read of the clean clip minus the corrupted one, by layer and width.</summary>
    public const string DeltaArray = "cls_delta";

    /// <summary>The array of what is read of the corrupted clip, by layer and width.</summary>
    public const string CorruptArray = "cls_corrupt";

    /// <returns><see cref="DeltaCascade"/>'s arrays; <c>cls_delta</c> [layer, width]: CLS clean - corrupt; <c>cls_corrupt</c> [layer,
    /// width]: of the corrupted clip.</returns>
    public static IReadOnlyList<Numbers> Of(ClipPair pair, TokenGrid grid)
    {
        using var scope = NewDisposeScope();
        var (clean, corrupt) = (pair.Clean.Keeping(DeltaCascade.Needs), pair.Corrupt.Keeping(DeltaCascade.Needs));
        var layers = Enumerable.Range(0, pair.Model.Layers).Select(layer => (
            Clean: clean.Read(pair.Model, Site.ResidPost(layer)).to(float64),
            Corrupt: corrupt.Read(pair.Model, Site.ResidPost(layer)).to(float64))).ToArray();
        var deltas = stack([.. layers.Select(layer => layer.Clean - layer.Corrupt)], 0);
        return
        [
            .. DeltaCascade.Measure(pair, grid),
            deltas.Named(DeltaArray, "norm", pair.Model.LayerAxis(), Axis.Counting("width", (int)deltas.shape[1])),
            stack([.. layers.Select(layer => layer.Corrupt)], 0)
                .Named(CorruptArray, "norm", pair.Model.LayerAxis(), Axis.Counting("width", (int)deltas.shape[1])),
        ];
    }
}
