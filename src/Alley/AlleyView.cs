using Claims.Alley.Objects;
using Claims.Common;

namespace Claims.Alley;

/// <summary>How a clip is taken. What happens in it, and when, is the same in every view.</summary>
public sealed record AlleyView
{
    /// <summary>Frames of the clip.</summary>
    public int Frames { get; init; } = AlleyWorld.Frames;

    /// <summary>Rows and columns of a frame.</summary>
    public int Size { get; init; } = AlleyWorld.Height;

    /// <summary>Whether the scene's light, with its tint and gradients, falls on it; else colours are plain.</summary>
    public bool Light { get; init; } = true;

    /// <summary>Whether the sensor is noisy.</summary>
    public bool Noise { get; init; } = true;

    /// <summary>Something that is left out; null: nothing.</summary>
    public AlleyObject? Without { get; init; }

    internal void Check()
    {
        if (Frames is < 1 or > 4096)
            throw new BadInputException($"A clip of {Frames} frames cannot be rendered.", remedy: "Ask for 1 to 4096.", page: "alley");
        if (Size is < 16 or > 2048)
            throw new BadInputException($"Frames of {Size}x{Size} cannot be rendered.", remedy: "Ask for 16 to 2048 rows and columns.",
                page: "alley");
    }
}
