using Claims.Measurements.Arrays;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Readings;

/// <summary>
/// How far two runs are apart after every block: the L2 norm of (clean - corrupt) of each token, in means over tokens. As published, over
/// all of them.
/// </summary>
public static class DeltaCascade
{
    /// <summary>The array of the norm's mean over all tokens, by layer: as published.</summary>
    public const string AllTokensArray = "mean_norm_all_tokens";

    /// <summary>The array of the class token's norm, by layer; absent where there is no such token.</summary>
    public const string ClsArray = "cls_norm";

    /// <summary>The array of the norm's mean over patch tokens, by layer.</summary>
    public const string PatchTokensArray = "mean_norm_patch_tokens";

    /// <summary>What the pair's runs must keep.</summary>
    public static Sites Needs => Sites.ResidPost;

    /// <summary>
    /// <c>mean_norm_all_tokens</c> (as published), <c>cls_norm</c>, <c>mean_norm_patch_tokens</c> by layer; <c>relative_*</c>: each token's
    /// norm over the mean of its two streams' norms; <c>mean_norm_tubelet</c> by layer and tubelet; <c>per_token_norm_last_layer</c>.
    /// </summary>
    /// <param name="pair">The clips.</param>
    /// <param name="grid">Where the tokens lie.</param>
    public static IReadOnlyList<Numbers> Measure(ClipPair pair, TokenGrid grid)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(grid);
        grid.MustFit(pair.Model);
        var (clean, corrupt) = (pair.Clean.Keeping(Needs), pair.Corrupt.Keeping(Needs));
        return Measure(
            [.. Enumerable.Range(0, pair.Model.Layers)
                .Select(layer => TokenNorms.Of(clean[Site.ResidPost(layer)], corrupt[Site.ResidPost(layer)]))], grid);
    }

    /// <param name="layers">Each layer's norms.</param>
    /// <param name="grid">Where the tokens lie.</param>
    internal static IReadOnlyList<Numbers> Measure(IReadOnlyList<TokenNorms> layers, TokenGrid grid)
    {
        var layer = Axis.Counting("layer", layers.Count);
        var tubelet = Axis.Counting("tubelet", grid.Tubelets);
        var tubelets = Enumerable.Range(0, grid.Tubelets).Select(time => TokenSet.Tubelet(grid, time).Tokens).ToArray();
        return
        [
            ByLayer(AllTokensArray, "norm", norms => norms.Delta.Average()),
            .. OfCls(ClsArray, "norm", norms => norms.Delta),
            ByLayer(PatchTokensArray, "norm", norms => Patches(norms.Delta).Average()),
            ByLayer("relative_all_tokens", "ratio", norms => norms.Relative.Average()),
            .. OfCls("relative_cls", "ratio", norms => norms.Relative),
            ByLayer("relative_patch_tokens", "ratio", norms => Patches(norms.Relative).Average()),
            new Numbers("mean_norm_tubelet", "norm", [layer, tubelet],
                [.. layers.SelectMany(norms => tubelets.Select(tokens => tokens.Average(token => norms.Delta[token])))]),
            new Numbers("relative_tubelet", "ratio", [layer, tubelet],
                [.. layers.SelectMany(norms => tubelets.Select(tokens => tokens.Average(token => norms.Relative[token])))]),
            new Numbers("per_token_norm_last_layer", "norm", [Axis.Counting("token", grid.Layout.Count)], layers[^1].Delta),
        ];

        IEnumerable<double> Patches(double[] norms) => grid.Layout.OfPatches.Select(token => norms[token]);

        // Where there is a class token.
        IEnumerable<Numbers> OfCls(string name, string unit, Func<TokenNorms, double[]> norms) =>
            grid.Layout.Special is [var cls, ..] ? [ByLayer(name, unit, one => norms(one)[cls])] : [];

        Numbers ByLayer(string name, string unit, Func<TokenNorms, double> value) => new(name, unit, [layer], [.. layers.Select(value)]);
    }

    /// <summary>Norms per token, [N].</summary>
    /// <param name="Delta">Of the difference.</param>
    /// <param name="Relative">That over the mean of the two streams' norms; 0 where both are 0.</param>
    internal sealed record TokenNorms(double[] Delta, double[] Relative)
    {
        /// <param name="clean">[1, N, D].</param>
        /// <param name="corrupt">[1, N, D].</param>
        public static TokenNorms Of(Tensor clean, Tensor corrupt)
        {
            using var scope = NewDisposeScope();
            var (a, b) = (clean[0].to(float64), corrupt[0].to(float64));
            var delta = Norm(a - b);
            var size = Norm(a).Zip(Norm(b), (x, y) => (x + y) / 2);
            return new TokenNorms(delta, [.. delta.Zip(size, (d, s) => s == 0 ? 0 : d / s)]);
        }

        private static double[] Norm(Tensor rows) => (rows * rows).sum(-1).sqrt().cpu().data<double>().ToArray();
    }
}
