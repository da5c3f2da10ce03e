using Claims.Common;
using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;

namespace Claims.Measurements.Catalog;

/// <summary>What can be put where pixels are taken out of a clip.</summary>
public enum FillKind
{
    /// <summary><see cref="PixelFill.Zero"/>, as published.</summary>
    Zero = 1,

    /// <summary><see cref="PixelFill.Mean"/>.</summary>
    Mean,

    /// <summary><see cref="PixelFill.Resample"/>.</summary>
    Resample,

    /// <summary><see cref="PixelFill.Black"/>.</summary>
    Black,
}

/// <summary>Fills by their names.</summary>
internal static class Fills
{
    /// <param name="kind">Which.</param>
    /// <param name="options">Where pixels of other clips and black come from.</param>
    /// <param name="other">The other clip of the pair: what there is to resample from where no more clips were given.</param>
    /// <exception cref="BadInputException">What is black to the model is not known.</exception>
    public static PixelFill Of(FillKind kind, MeasureOptions options, ClipRun other) => kind switch
    {
        FillKind.Zero => PixelFill.Zero,
        FillKind.Mean => PixelFill.Mean,
        FillKind.Resample => PixelFill.Resample(options.Unrelated.Concat(options.SameOutcome).FirstOrDefault() ?? other.Clip),
        FillKind.Black =>
            PixelFill.Black(options.Black
                ?? throw new BadInputException("What a black pixel is to the model was not said.",
                    remedy: "Give the three channels' values.")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
