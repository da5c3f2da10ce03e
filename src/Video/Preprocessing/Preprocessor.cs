using Claims.Video.Frames;

namespace Claims.Video.Preprocessing;

/// <summary>
/// What a checkpoint's image processor does to a frame: resize, centre crop, rescale, normalise; the settings of its
/// <c>preprocessor_config.json</c>. The defaults are those of the original library's processor.
/// </summary>
public sealed partial record Preprocessor
{
    /// <summary>
    /// Resize so that the shorter edge has this length; the longer keeps the ratio, truncated. Null: <see cref="Size"/> decides.
    /// </summary>
    public int? ShortestEdge { get; init; } = 256;

    /// <summary>Resize to exactly this; where both this and <see cref="ShortestEdge"/> are null there is no resize.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>The filter of the resize.</summary>
    public Resample Filter { get; init; } = Resample.Bilinear;

    /// <summary>Centre crop to this size, zeros where the picture is smaller. Null: no crop.</summary>
    public FrameSize? Crop { get; init; } = new(224, 224);

    /// <summary>What a pixel is multiplied by. Null: pixels stay 0 to 255.</summary>
    public double? RescaleFactor { get; init; } = 1 / 127.5;

    /// <summary>Whether rescaling also centres pixels around zero.</summary>
    public bool Offset { get; init; } = true;

    /// <summary>How <see cref="Offset"/> is meant: releases of the original library differ, and no setting says which.</summary>
    public RescaleRule Rule { get; init; } = RescaleRule.Current;

    /// <summary>Mean of red, green and blue that is subtracted. Null: no normalisation.</summary>
    public (float R, float G, float B)? Mean { get; init; } = (0.5f, 0.5f, 0.5f);

    /// <summary>What red, green and blue are divided by after that.</summary>
    public (float R, float G, float B) Std { get; init; } = (0.5f, 0.5f, 0.5f);

    /// <summary>The size of a frame after the resize and before the crop.</summary>
    /// <param name="source">The frame's own size.</param>
    public FrameSize Resized(FrameSize source)
    {
        if (ShortestEdge is not { } edge)
            return Size ?? source;
        var (shorter, longer) = source.Width <= source.Height ? (source.Width, source.Height) : (source.Height, source.Width);
        var other = (int)Math.Min(int.MaxValue, (double)((long)edge * longer) / shorter);
        return source.Width <= source.Height ? new(other, edge) : new(edge, other);
    }

    /// <summary>The size of what the model sees of a frame.</summary>
    /// <param name="source">The frame's own size.</param>
    public FrameSize Output(FrameSize source) => Crop ?? Resized(source);

    /// <summary>What a pixel becomes in the model's input: a value each for red, green and blue.</summary>
    /// <param name="pixel">0 is black, 255 white.</param>
    public IReadOnlyList<float> Input(byte pixel) => [.. Table().Select(channel => channel[pixel])];

    /// <summary>What each pixel value 0..255 becomes, for red, green and blue: [3][256].</summary>
    internal float[][] Table()
    {
        var table = new float[3][];
        for (var c = 0; c < 3; c++)
            table[c] = [.. Enumerable.Range(0, 256).Select(pixel => Normalized(Rescaled((byte)pixel), c))];
        return table;
    }

    /// <summary>
    /// The pixel value nearest to what <see cref="Table"/> would have made <paramref name="value"/>: for showing input to people.
    /// </summary>
    internal byte Pixel(float value, int channel)
    {
        double v = Mean is { } mean ? value * Channel(Std, channel) + Channel(mean, channel) : value;
        var pixel = (RescaleFactor, Offset, Rule) switch
        {
            (null, _, _) => v,
            ({ } s, false, _) => v / s,
            ({ } s, true, RescaleRule.HalfStep) => v / s + s / 2,
            ({ } s, true, RescaleRule.DoubleScale) => (v + 1) / (2 * s),
            ({ } s, true, _) => (v + 1) / s,
        };
        return (byte)Math.Clamp(Math.Round(pixel), 0, 255);
    }

    // Which steps round to float32, and when, is the original's: float64 up to the product in the current rule, float32 throughout in the
    // older.
    private float Rescaled(byte pixel) => (RescaleFactor, Offset, Rule) switch
    {
        (null, _, _) => pixel,
        ({ } s, false, _) => (float)(pixel * s),
        ({ } s, true, RescaleRule.Current) => (float)(pixel * s) - 1,
        ({ } s, true, RescaleRule.HalfStep) => (pixel - (float)(s / 2)) * (float)s,
        ({ } s, true, RescaleRule.DoubleScale) => pixel * (float)(s * 2) - 1,
        _ => throw new InvalidOperationException($"no rule {Rule}"),
    };

    private float Normalized(float value, int channel) => Mean is { } mean
        ? (value - Channel(mean, channel)) / Channel(Std, channel)
        : value;

    private static float Channel((float R, float G, float B) of, int channel) => channel switch { 0 => of.R, 1 => of.G, _ => of.B };
}

/// <summary>What the original library's processor made of a rescale factor s with an offset, over its releases.</summary>
public enum RescaleRule
{
    /// <summary>x s - 1, the product in float64: with s = 1/127.5 the range is [-1, 1] before normalisation.</summary>
    Current = 1,

    /// <summary>(x - s/2) s, the first release (4.31): with s = 1/255 about [0, 1].</summary>
    HalfStep,

    /// <summary>2 s x - 1, a development version of July 2023: with s = 1/255 the range is [-1, 1].</summary>
    DoubleScale,
}
