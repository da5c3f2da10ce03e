using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Measurements.Tokens;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>The top k tokens of any score taken out of the clip's pixels, for any k, against random sets of the same size.</summary>
/// <param name="Clean">[class]: the logits of the whole clip.</param>
/// <param name="Ranked">[k, class]: without the k tokens of the largest scores.</param>
/// <param name="Random">[k, draw, class]: without k random tokens; a draw's sets grow with k as the ranked one does.</param>
/// <param name="Order">Patch tokens, the largest score first.</param>
/// <param name="Blocks">Which pixels patch tokens stand for.</param>
/// <param name="Fill">zero, mean, resample or black.</param>
/// <param name="Seed">What the random sets were drawn with.</param>
public sealed record TokenAblation(Numbers Clean, Numbers Ranked, Numbers Random, IReadOnlyList<int> Order, PixelBlocks Blocks,
    string Fill, uint Seed)
{
    /// <summary>[k, class]: the mean of the random sets' logits. NaN without draws.</summary>
    public Numbers RandomMean
    {
        get
        {
            var (draws, classes) = (Random.Axes[1].Labels.Count, Random.Axes[2].Labels.Count);
            return new Numbers("logits without random tokens, mean", "logit", [Random.Axes[0], Random.Axes[2]],
                [.. from k in Enumerable.Range(0, Random.Axes[0].Labels.Count)
                    from c in Enumerable.Range(0, classes)
                    select draws == 0 ? double.NaN : Enumerable.Range(0, draws).Average(draw => Random[k, draw, c])]);
        }
    }

    /// <summary>[k, class]: what the ranked tokens move a logit by, ablated minus whole.</summary>
    public Numbers Change =>
        new("logit change", "logit", Ranked.Axes, [.. Ranked.Values.Select((value, i) => value - Clean.Values[i % Clean.Values.Count])]);

    /// <summary>
    /// [rank]: the tokens taken out for the largest k, in order, and their scores; [rank, frame, coordinate]: each one's blocks of pixels
    /// (frame, first pixel row, first pixel column); [k]: how many pixel values a k takes out.
    /// </summary>
    /// <param name="grid">The tokens' grid.</param>
    /// <param name="scores">What they were ranked by.</param>
    internal IReadOnlyList<Numbers> Taken(TokenGrid grid, IReadOnlyList<double> scores)
    {
        int[] counts = [.. Ranked.Axes[0].Labels.Select(int.Parse)];
        int[] top = [.. Order.Take(counts.Max())];
        var (rank, frames) = (Axis.Counting("rank", top.Length), Blocks([0]).Count);
        return
        [
            new("tokens taken out", "token", [rank], [.. top.Select(token => (double)token)]),
            new("their scores", "score", [rank], [.. top.Select(token => scores[token])]),
            new("their pixels", "place",
                [rank, Axis.Counting("frame of the token", frames), new Axis("coordinate", ["frame", "row", "column"])],
                [.. top.SelectMany(token => Blocks([token]))
                    .SelectMany(block => new double[] { block.Frame, block.Row, block.Column })]),
            new("pixels taken out", "pixel", [Ranked.Axes[0]],
                [.. counts.Select(k => (double)k * frames * grid.PixelRows * grid.PixelColumns)]),
        ];
    }

    /// <summary>Runs the clip whole, without the top k tokens for every k, and without each random set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="grid">Its tokens.</param>
    /// <param name="clip">pixel_values [1, T, C, H, W].</param>
    /// <param name="scores">A score per patch token, row-major over the grid: a token map's values, say.</param>
    /// <param name="counts">The ks; <c>grid.Share(0.10)</c>, say.</param>
    /// <param name="fill">What to put where pixels are taken out.</param>
    /// <param name="draws">Random sets a k.</param>
    /// <param name="seed">What to draw them with.</param>
    /// <param name="progress">Told after every clip: how many of how many are done.</param>
    /// <param name="whole">A run of the whole clip, where there is one: it is not run again.</param>
    /// <param name="blocks">Which pixels patch tokens stand for; null: <see cref="TokenGrid.Blocks"/>, whole tubelets.</param>
    public static TokenAblation Of(
        VideoModel model, TokenGrid grid, Tensor clip, IReadOnlyList<double> scores, IReadOnlyList<int> counts, PixelFill fill,
        int draws = 0, uint seed = 42, IProgress<(int Done, int Of)>? progress = null, Trace? whole = null, PixelBlocks? blocks = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(fill);
        blocks ??= grid.Blocks;
        var order = Ranking(scores, grid.Count);
        if (counts.Count == 0)
            throw new BadInputException("No number of tokens to take out was given.", remedy: "Give at least one.");
        if (counts.Any(k => k < 0 || k > grid.Count))
            throw new BadInputException($"k = {counts.First(k => k < 0 || k > grid.Count)} tokens cannot be taken out.",
                remedy: $"The clip has {grid.Count} patch tokens.");
        var random = new NumpyRandom(seed);
        int[][] orders = [order, .. Enumerable.Range(0, draws).Select(_ => random.Permutation(grid.Count))];

        // Run 0 is the whole clip; then every k of the ranking, of the first draw, ...
        var logits = PixelAblation.Logits(model, clip, whole, orders.Length * counts.Count,
            run => Without(orders[run / counts.Count].Take(counts[run % counts.Count])), progress).Chunk(model.Labels.Count).ToArray();
        var (ks, classes) = (new Axis("k", [.. counts.Select(k => k.ToString())]), model.Classes());
        return new TokenAblation(
            new Numbers("logits", "logit", [classes], logits[0]),
            new Numbers("logits without the top tokens", "logit", [ks, classes],
                [.. logits.Skip(1).Take(counts.Count).SelectMany(row => row)]),
            new Numbers("logits without random tokens", "logit", [ks, Axis.Counting("draw", draws), classes],
                [.. from k in Enumerable.Range(0, counts.Count) from draw in Enumerable.Range(1, draws)
                    from value in logits[1 + draw * counts.Count + k] select value]),
            order, blocks, fill.Name, seed);

        Tensor Without(IEnumerable<int> tokens) => fill.Apply(clip, blocks(tokens), grid.PixelRows, grid.PixelColumns);
    }

    /// <summary>Tokens by score, the largest first; equal ones in their own order.</summary>
    private static int[] Ranking(IReadOnlyList<double> scores, int tokens)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count != tokens || scores.Any(double.IsNaN))
            throw new BadInputException($"{scores.Count} scores ({scores.Count(double.IsNaN)} not a number) cannot rank {tokens} patch "
                + "tokens.", remedy: "Give one number a patch token, without CLS.");
        return [.. Enumerable.Range(0, tokens).OrderByDescending(token => scores[token])];
    }
}
