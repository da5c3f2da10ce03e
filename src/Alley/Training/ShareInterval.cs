namespace Claims.Alley.Training;

/// <summary>How sure a counted share, or the difference of two, is.</summary>
public static class ShareInterval
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Wilson's 95 % interval of a share.</summary>
    public static (double Low, double High) Of(int right, int of)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(of);
        var (share, z2) = ((double)right / of, Normal95 * Normal95);
        var (centre, half) =
            ((share + z2 / (2 * of)) / (1 + z2 / of),
                Normal95 / (1 + z2 / of) * Math.Sqrt(share * (1 - share) / of + z2 / (4.0 * of * of)));
        return (centre - half, centre + half);
    }

    /// <summary>Newcombe's 95 % interval of the difference of two independent shares: sound where shares are near 1.</summary>
    public static (double Low, double High) OfDifference((int Right, int Of) one, (int Right, int Of) other)
    {
        var (p1, p2) = ((double)one.Right / one.Of, (double)other.Right / other.Of);
        var ((low1, high1), (low2, high2)) = (Of(one.Right, one.Of), Of(other.Right, other.Of));
        return (p1 - p2 - Math.Sqrt(Square(p1 - low1) + Square(high2 - p2)), p1 - p2 + Math.Sqrt(Square(high1 - p1) + Square(p2 - low2)));

        static double Square(double x) => x * x;
    }
}
