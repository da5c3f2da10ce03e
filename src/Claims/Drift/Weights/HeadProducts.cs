using Claims.Measurements.Arrays;
using static TorchSharp.torch;

namespace Claims.Drift.Weights;

/// <summary>
/// Inner products of heads' matrices A'B (queries' and keys', or values' and output's), which no change of basis inside a head touches:
/// between them, without making one, &lt;A'B, C'D&gt; = sum of (A C') x (B D'), elementwise.
/// </summary>
/// <param name="Before">[head, head] of the baseline's own.</param>
/// <param name="Across">[head before, head after].</param>
/// <param name="After">[head, head] of the candidate's own.</param>
internal sealed record HeadProducts(double[,] Before, double[,] Across, double[,] After)
{
    /// <summary>Cosines, [before, after]; 0 for a head of zeros.</summary>
    public double[,] Alike
    {
        get
        {
            var alike = (double[,])Across.Clone();
            for (var i = 0; i < alike.GetLength(0); i++)
            {
                for (var j = 0; j < alike.GetLength(1); j++)
                    alike[i, j] = Before[i, i] * After[j, j] is > 0 and var sizes ? alike[i, j] / Math.Sqrt(sizes) : 0;
            }
            return alike;
        }
    }

    /// <summary>Products of H heads, each of the two factors [H·d, D].</summary>
    public static HeadProducts Of(int heads, (Tensor A, Tensor B) before, (Tensor A, Tensor B) after) =>
        new(Between(heads, before, before), Between(heads, before, after), Between(heads, after, after));

    /// <summary>|after - before| / |before| of two heads' matrices.</summary>
    public double Distance(int before, int after)
    {
        var (own, other) = (Before[before, before], After[after, after]);
        var squared = own - 2 * Across[before, after] + other;
        // What cancels to the last bits of a double is nothing.
        return squared <= 1e-14 * Math.Max(own, other) ? 0 : Likeness.Share(Math.Sqrt(squared), Math.Sqrt(own), Math.Sqrt(other));
    }

    private static double[,] Between(int heads, (Tensor A, Tensor B) one, (Tensor A, Tensor B) other)
    {
        using var scope = NewDisposeScope();
        var width = one.A.shape[0] / heads;
        var products = (mm(one.A, other.A.t()) * mm(one.B, other.B.t())).view(heads, width, heads, width).sum([1, 3]);
        return Likeness.Square(products.Doubles(), heads);
    }
}
