using Claims.Common.Native;
using Claims.Measurements.Arrays;
using static TorchSharp.torch;

namespace Claims.Drift.Weights;

/// <summary>How alike tensors are.</summary>
internal static class Likeness
{
    // Of what is all zeros there is no share.
    private const double Nothing = 1e-30;

    /// <summary>|after - before| / |before|, Frobenius norms.</summary>
    public static double Distance(Tensor before, Tensor after)
    {
        using var scope = NewDisposeScope();
        return Share((after - before).norm().Number(), before.norm().Number(), after.norm().Number());
    }

    /// <summary>A difference as a share of what was there; of what is there now where nothing was.</summary>
    public static double Share(double difference, double before, double after) =>
        difference <= Nothing ? 0 : difference / (before > Nothing ? before : Math.Max(after, Nothing));

    /// <summary>Every row's cosine with every row: [before, after], 0 where a row is zeros.</summary>
    public static double[,] OfRows(Tensor before, Tensor after)
    {
        using var scope = NewDisposeScope();
        var dots = mm(before, after.t());
        var sizes = before.pow(Scalars.Of(2)).sum(1, keepdim: true).sqrt() * after.pow(Scalars.Of(2)).sum(1).sqrt();
        return Square((dots / sizes.clamp_min(Scalars.Of(Nothing))).Doubles(), (int)dots.shape[0]);
    }

    /// <summary>Row-major values as a square.</summary>
    public static double[,] Square(double[] values, int side)
    {
        ArgumentNullException.ThrowIfNull(values);
        var square = new double[side, side];
        Buffer.BlockCopy(values, 0, square, 0, sizeof(double) * values.Length);
        return square;
    }
}
