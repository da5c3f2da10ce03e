namespace Claims.Video.Preprocessing;

/// <summary>Pillow's resampling filters, by Pillow's numbers. Nearest (0) is another algorithm and not supported.</summary>
public enum Resample
{
    /// <summary>Windowed sinc over 3 pixels either side.</summary>
    Lanczos = 1,

    /// <summary>Triangle over 1 pixel either side.</summary>
    Bilinear = 2,

    /// <summary>Keys' cubic with a = -0.5, over 2 pixels either side.</summary>
    Bicubic = 3,

    /// <summary>Mean of the covered pixels.</summary>
    Box = 4,

    /// <summary>Hamming-windowed sinc over 1 pixel either side.</summary>
    Hamming = 5,
}

internal static class ResampleFilters
{
    /// <summary>How far a filter reaches at scale 1, in pixels.</summary>
    public static double Support(this Resample filter) => filter switch
    {
        Resample.Lanczos => 3.0,
        Resample.Bilinear => 1.0,
        Resample.Bicubic => 2.0,
        Resample.Box => 0.5,
        Resample.Hamming => 1.0,
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    /// <summary>A filter's height at distance <paramref name="x"/>, before the weights are made to sum to 1.</summary>
    public static double At(this Resample filter, double x) => filter switch
    {
        Resample.Lanczos => x is >= -3.0 and < 3.0 ? Sinc(x) * Sinc(x / 3) : 0.0,
        Resample.Bilinear => Math.Max(0.0, 1.0 - Math.Abs(x)),
        Resample.Bicubic => Cubic(Math.Abs(x)),
        Resample.Box => x is > -0.5 and <= 0.5 ? 1.0 : 0.0,
        Resample.Hamming => Hamming(Math.Abs(x)),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    // The order of the operations is part of the result: the last bit decides which way a weight is rounded.
    private static double Cubic(double x)
    {
        const double a = -0.5;
        return x < 1.0 ? ((a + 2.0) * x - (a + 3.0)) * x * x + 1
            : x < 2.0 ? (((x - 5) * x + 8) * x - 4) * a
            : 0.0;
    }

    private static double Sinc(double x) => x == 0.0 ? 1.0 : Math.Sin(x * Math.PI) / (x * Math.PI);

    private static double Hamming(double x)
    {
        if (x == 0.0)
            return 1.0;
        if (x >= 1.0)
            return 0.0;
        x *= Math.PI;
        return Math.Sin(x) / x * (0.54 + 0.46 * Math.Cos(x));
    }
}
